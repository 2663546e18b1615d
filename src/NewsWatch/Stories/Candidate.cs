using NewsWatch.Articles;
using NewsWatch.Tagging;

namespace NewsWatch.Stories;

/// <summary>What the resolver is given of one article: its text and its tags.</summary>
public sealed record Candidate(Article Article, Tags Tags);
