namespace SmallMatters.Domain.Language;

/// <summary>
/// A sentence or a name in both languages of the product. There is no way to write one language and forget the other.
/// The default value holds two nulls and must not be shown.
/// </summary>
/// <param name="Zh">Simplified Chinese, the first language.</param>
/// <param name="En">English.</param>
public readonly record struct Bilingual(string Zh, string En)
{
    /// <summary>The text in the asked language.</summary>
    public string In(Tongue tongue) => tongue == Tongue.En ? En : Zh;

    /// <summary>Chinese and English, for logs and the command line.</summary>
    public override string ToString() => $"{Zh} / {En}";
}

/// <summary>A language that the product speaks.</summary>
public enum Tongue
{
    /// <summary>Simplified Chinese (the default).</summary>
    Zh,

    /// <summary>English.</summary>
    En,
}
