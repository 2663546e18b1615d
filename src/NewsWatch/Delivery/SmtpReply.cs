namespace NewsWatch.Delivery;

/// <summary>A mail server's answer.</summary>
/// <param name="Code">Three digits: 2xx done, 3xx go on, 4xx not now, 5xx never.</param>
/// <param name="Lines">Its words, without the code.</param>
internal sealed record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    public bool IsDone => Code / 100 == 2;

    public bool IsFinal => Code / 100 == 5;

    /// <summary>Its code and first line, for people; what a stranger's server says is cleaned and capped.</summary>
    public string InWords => $"{Code} {Plain.Line(Lines[0], 160)}".TrimEnd();

    /// <summary>Whether an answer to EHLO names this extension.</summary>
    public bool Offers(string keyword) => Lines.Skip(1).Any(line =>
        line.Equals(keyword, StringComparison.OrdinalIgnoreCase) || line.StartsWith(keyword + " ", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether it offers this way to log in.</summary>
    public bool OffersLogin(string mechanism) => Lines.Skip(1).Any(line =>
        (line.StartsWith("AUTH ", StringComparison.OrdinalIgnoreCase) || line.StartsWith("AUTH=", StringComparison.OrdinalIgnoreCase))
        && line[5..].Split(' ').Contains(mechanism, StringComparer.OrdinalIgnoreCase));
}
