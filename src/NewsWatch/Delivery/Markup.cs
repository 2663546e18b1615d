using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace NewsWatch.Delivery;

/// <summary>
/// HTML that is safe by construction: what stands in the code is markup, what is filled in is text and gets encoded. Only
/// another <see cref="Markup"/> is taken over as it is.
/// </summary>
public readonly record struct Markup(string Html)
{
    public static Markup Empty { get; } = new("");

    public bool IsEmpty => string.IsNullOrEmpty(Html);

    /// <summary>Markup from an interpolated string: <c>Markup.Of($"&lt;b&gt;{title}&lt;/b&gt;")</c>.</summary>
    public static Markup Of(MarkupHandler html) => new(html.ToString());

    public static Markup Join(IEnumerable<Markup> parts, string between = "\n") => new(string.Join(between, parts.Select(part => part.Html)));

    public override string ToString() => Html;
}

/// <summary>Encodes what is filled into an interpolated string.</summary>
[InterpolatedStringHandler]
public readonly ref struct MarkupHandler(int literalLength, int formattedCount)
{
    // All letters stay readable; what can end a text or an attribute is encoded whatever the ranges say.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _html = new(literalLength + (formattedCount * 24));

    public void AppendLiteral(string markup) => _html.Append(markup);

    public void AppendFormatted(string? text) => _html.Append(Encoder.Encode(text ?? ""));

    public void AppendFormatted(int number) => _html.Append(number);

    public void AppendFormatted(Markup markup) => _html.Append(markup.Html);

    public override string ToString() => _html.ToString();
}
