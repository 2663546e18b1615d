using NewsWatch.Stories;

namespace NewsWatch.Alerts;

/// <summary>The kinds of developments as people read them.</summary>
public static class DevelopmentWords
{
    /// <summary>Before a headline: "New figure".</summary>
    public static string Label(DevelopmentKind kind) => kind switch
    {
        DevelopmentKind.FirstReport => "First report",
        DevelopmentKind.NewFact => "New fact",
        DevelopmentKind.NewVoice => "New voice",
        DevelopmentKind.ChangedFigure => "Changed figure",
        DevelopmentKind.Confirmation => "Confirmed",
        DevelopmentKind.Correction => "Correction",
        DevelopmentKind.Retraction => "Retraction",
        _ => kind.ToString(),
    };

    /// <summary>In a sentence: "a changed figure".</summary>
    public static string Noun(DevelopmentKind kind) => kind switch
    {
        DevelopmentKind.FirstReport => "a first report",
        DevelopmentKind.NewFact => "a new fact",
        DevelopmentKind.NewVoice => "a new voice",
        DevelopmentKind.ChangedFigure => "a changed figure",
        DevelopmentKind.Confirmation => "a confirmation",
        DevelopmentKind.Correction => "a correction",
        DevelopmentKind.Retraction => "a retraction",
        _ => kind.ToString(),
    };
}
