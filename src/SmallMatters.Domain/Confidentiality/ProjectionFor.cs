namespace SmallMatters.Domain.Confidentiality;

/// <summary>A type that shows matters to audiences, and to nobody else.</summary>
/// <param name="audiences">Who is shown it.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ProjectionForAttribute(params Audience[] audiences) : Attribute
{
    /// <summary>Who is shown it.</summary>
    public IReadOnlyList<Audience> Audiences { get; } = audiences;
}

/// <summary>A property of a projection that shows something personal.</summary>
/// <param name="items">What it shows.</param>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = true)]
public sealed class ShowsAttribute(params PersonalItem[] items) : Attribute
{
    /// <summary>What it shows.</summary>
    public IReadOnlyList<PersonalItem> Items { get; } = items;

    /// <summary>Of the projection's audiences, those that it is shown to; empty for all of them.</summary>
    public Audience[] Only { get; init; } = [];

    /// <summary>Under which condition, in Chinese, where there is one.</summary>
    public string? WhenZh { get; init; }

    /// <summary>The same in English.</summary>
    public string? WhenEn { get; init; }
}

/// <summary>Properties of a projection that hold words or structures and nothing of a resident, each by its name.</summary>
/// <param name="fields">The properties.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ShowsNothingPersonalAttribute(params string[] fields) : Attribute
{
    /// <summary>The properties.</summary>
    public IReadOnlyList<string> Fields { get; } = fields;
}
