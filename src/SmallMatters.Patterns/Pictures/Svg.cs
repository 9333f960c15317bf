using System.Globalization;
using System.Text;

namespace SmallMatters.Patterns.Pictures;

/// <summary>
/// Draws results as stand-alone SVG without scripts or outside resources. Every picture has a title for screen readers
/// and uses a single-hue scale that survives grey printing.
/// </summary>
public sealed class Svg
{
    private static readonly string[] Scale =
    [
        "#f7fbff",
        "#deebf7",
        "#c6dbef",
        "#9ecae1",
        "#6baed6",
        "#4292c6",
        "#2171b5",
        "#08519c",
        "#08306b",
    ];
    private readonly StringBuilder body = new();
    private readonly double width;
    private readonly double height;
    private readonly string title;

    /// <summary>An empty picture.</summary>
    /// <param name="title">What it shows; drawn and read aloud.</param>
    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels, the title's line included.</param>
    public Svg(string title, double width, double height)
    {
        (this.title, this.width, this.height) = (title, width, height);
        Text(8, 18, title, 14);
    }

    /// <summary>A rectangle filled with a step of the scale.</summary>
    /// <param name="x">Left.</param>
    /// <param name="y">Top.</param>
    /// <param name="w">Width.</param>
    /// <param name="h">Height.</param>
    /// <param name="share">0 (light) … 1 (dark).</param>
    /// <param name="hint">Shown when pointed at, or null.</param>
    public void Cell(double x, double y, double w, double h, double share, string? hint = null) =>
        body.Append(
                CultureInfo.InvariantCulture,
                $"<rect x=\"{x:0.##}\" y=\"{y:0.##}\" width=\"{w:0.##}\" height=\"{h:0.##}\" fill=\"{Colour(share)}\""
            )
            .Append(hint is null ? "/>\n" : $"><title>{Escape(hint)}</title></rect>\n");

    /// <summary>A dot.</summary>
    public void Dot(double x, double y, double radius, string colour = "#333", double opacity = 0.5) =>
        body.Append(
            CultureInfo.InvariantCulture,
            $"<circle cx=\"{x:0.##}\" cy=\"{y:0.##}\" r=\"{radius:0.##}\" fill=\"{colour}\" fill-opacity=\"{opacity}\"/>\n"
        );

    /// <summary>A circle without filling.</summary>
    public void Ring(double x, double y, double radius, string hint, string colour = "#b10e1e", string? dashes = null) =>
        body.Append(
                CultureInfo.InvariantCulture,
                $"<circle cx=\"{x:0.##}\" cy=\"{y:0.##}\" r=\"{radius:0.##}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{(dashes is null ? 2.5 : 1.5)}\""
            )
            .Append(dashes is null ? "" : $" stroke-dasharray=\"{dashes}\"")
            .Append(CultureInfo.InvariantCulture, $"><title>{Escape(hint)}</title></circle>\n");

    /// <summary>A line through points.</summary>
    public void Line(IEnumerable<(double X, double Y)> points, string colour = "#08519c", string? dashes = null) =>
        body.Append("<polyline fill=\"none\" stroke=\"")
            .Append(colour)
            .Append("\" stroke-width=\"1.5\"")
            .Append(dashes is null ? "" : $" stroke-dasharray=\"{dashes}\"")
            .Append(" points=\"")
            .AppendJoin(' ', points.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.X:0.##},{p.Y:0.##}")))
            .Append("\"/>\n");

    /// <summary>Words.</summary>
    public void Text(double x, double y, string text, double size = 11, string anchor = "start", string colour = "#0b0c0c") =>
        body.Append(
            CultureInfo.InvariantCulture,
            $"<text x=\"{x:0.##}\" y=\"{y:0.##}\" font-size=\"{size}\" text-anchor=\"{anchor}\" fill=\"{colour}\">{Escape(text)}</text>\n"
        );

    /// <summary>About how wide words are drawn, in pixels; a wide character is as wide as it is high.</summary>
    public static double WidthOf(string text, double size = 11) => text.Sum(c => c >= '\u2e80' ? size : 0.6 * size);

    /// <summary>The whole document.</summary>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"{width:0}\" height=\"{height:0}\" viewBox=\"0 0 {width:0} {height:0}\" font-family=\"sans-serif\">\n<title>{Escape(title)}</title>\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n{body}</svg>\n"
        );

    /// <summary>The colour of a share between 0 and 1.</summary>
    public static string Colour(double share) => Scale[Step(share)];

    /// <summary>Number of the step of the scale, 0 … 8.</summary>
    internal static int Step(double share) =>
        double.IsNaN(share) ? 0 : Math.Clamp((int)(share * Scale.Length), 0, Scale.Length - 1);

    private static string Escape(string text) =>
        text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\"", "&quot;");
}
