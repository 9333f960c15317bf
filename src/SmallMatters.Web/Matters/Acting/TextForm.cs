namespace SmallMatters.Web.Matters.Acting;

/// <summary>A form of one text.</summary>
public sealed class TextForm
{
    public string? Text { get; set; }
}
