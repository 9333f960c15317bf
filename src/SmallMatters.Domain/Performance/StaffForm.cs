using System.Collections.Immutable;
using System.Text.Json;
using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Performance;

/// <summary>A form that members of staff fill in.</summary>
/// <param name="Form">The template of its address.</param>
/// <param name="Since">Month in which it came, such as <c>2026-11</c>.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Replaces">
/// Which form or paper it replaces; null only for those of the first month. A new form that replaces nothing is not taken in: what is
/// added to the front line's work takes something else away (《整治形式主义为基层减负若干规定》, 2024).
/// </param>
public sealed record StaffForm(string Form, string Since, Bilingual Name, Bilingual? Replaces = null);

/// <summary>All forms that members of staff fill in, from the embedded file <c>rules/forms.json</c>.</summary>
public sealed class StaffFormBook
{
    /// <summary>The month of the first forms, which had nothing before them.</summary>
    public const string First = "2026-11";

    private static readonly JsonSerializerOptions Reading = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
    };

    private static readonly Lazy<StaffFormBook> LazyBuiltIn = new(() =>
    {
        using var stream =
            typeof(StaffFormBook).Assembly.GetManifestResourceStream("rules/forms.json")
            ?? throw new InvalidDataException("rules/forms.json is not embedded");
        return new StaffFormBook([.. JsonSerializer.Deserialize<List<StaffForm>>(stream, Reading)!]);
    });

    private readonly ImmutableDictionary<string, StaffForm> _forms;

    /// <summary>A book with these forms.</summary>
    /// <exception cref="InvalidDataException">Two have one address, or a later one does not say what it replaces.</exception>
    public StaffFormBook(ImmutableArray<StaffForm> forms)
    {
        if (forms.GroupBy(f => f.Form).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new InvalidDataException($"the form {twice.Key} stands twice in the register of forms");
        }
        if (forms.FirstOrDefault(f => f.Since != First && f.Replaces is null) is { } added)
        {
            throw new InvalidDataException($"the form {added.Form} is new and does not say what it replaces");
        }
        _forms = forms.ToImmutableDictionary(f => f.Form);
    }

    /// <summary>The forms that come with the product.</summary>
    public static StaffFormBook BuiltIn => LazyBuiltIn.Value;

    /// <summary>Every form, by its address.</summary>
    public IEnumerable<StaffForm> All => _forms.Values.OrderBy(f => f.Form, StringComparer.Ordinal);

    /// <summary>The form of an address template; null for one that is not registered.</summary>
    public StaffForm? Find(string form) => _forms.GetValueOrDefault(form);
}
