using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Units;

/// <summary>A change of the register of partners, with why. Facts are appended and never edited.</summary>
/// <param name="Why">Why, for everybody who reads the register. Names nobody.</param>
public abstract record PartnerFact(string Why)
{
    /// <summary>The register after this change.</summary>
    public abstract PartnerRegister Apply(PartnerRegister register);
}

/// <summary>A partner was added.</summary>
public sealed record PartnerAdded(Partner Partner, string Why) : PartnerFact(Why)
{
    /// <inheritdoc/>
    public override PartnerRegister Apply(PartnerRegister register) => register with { All = register.All.Add(Partner) };
}

/// <summary>A partner has another name, or another unit looks after it.</summary>
public sealed record PartnerChanged(string Code, Bilingual Name, string KeptBy, string Why) : PartnerFact(Why)
{
    /// <inheritdoc/>
    public override PartnerRegister Apply(PartnerRegister register) =>
        register with
        {
            All = [.. register.All.Select(p => p.Code == Code ? p with { Name = Name, KeptBy = KeptBy } : p)],
        };
}

/// <summary>A partner is asked no more.</summary>
public sealed record PartnerEnded(string Code, DateOnly On, string Why) : PartnerFact(Why)
{
    /// <inheritdoc/>
    public override PartnerRegister Apply(PartnerRegister register) =>
        register with
        {
            All = [.. register.All.Select(p => p.Code == Code ? p with { EndedOn = On } : p)],
        };
}

/// <summary>Something to change in the register of partners.</summary>
public abstract record PartnerChange
{
    private PartnerChange() { }

    /// <summary>Add a partner from today.</summary>
    public sealed record AddPartner(string Code, string Zh, string En, string KeptBy) : PartnerChange;

    /// <summary>Name it anew, or have another unit look after it.</summary>
    public sealed record ChangePartner(string Code, string Zh, string En, string KeptBy) : PartnerChange;

    /// <summary>Ask it no more from today.</summary>
    public sealed record EndPartner(string Code) : PartnerChange;
}

/// <summary>Decides on changes of the register of partners.</summary>
public static class ChangePartnersRule
{
    private const int LongestWhy = 500;
    private const int LongestName = 60;
    private const int LongestCode = 40;

    /// <summary>The change as a fact, or why not. Every change says why.</summary>
    public static (PartnerFact? Fact, Refusal? Why) Decide(
        Jurisdiction jurisdiction,
        PartnerChange change,
        string? why,
        DateOnly today
    )
    {
        var because = (why ?? "").Trim();
        if (because.Length is 0 or > LongestWhy)
        {
            return (
                null,
                Refusal.Of("missing-why", "请写明为什么这样改，不超过 500 字。", "Say why, in 500 characters at most.", "Why")
            );
        }
        var register = jurisdiction.Partners;
        return change switch
        {
            PartnerChange.AddPartner add when !IsCode(add.Code) => (
                null,
                Refusal.Of(
                    "partner-code",
                    "代码用小写英文字母、数字和连字符，以字母开头，不超过 40 个字符。",
                    "The code has small letters, digits and hyphens, begins with a letter, and has 40 characters at most.",
                    nameof(add.Code)
                )
            ),
            PartnerChange.AddPartner add when jurisdiction.Units.ContainsKey(add.Code) || register.Find(add.Code) is not null => (
                null,
                Refusal.Of(
                    "partner-code-taken",
                    "这个代码已经有单位在用。",
                    "Another unit or partner has this code.",
                    nameof(add.Code)
                )
            ),
            PartnerChange.AddPartner add => Named(jurisdiction, add.Zh, add.En, add.KeptBy) is { } wrong
                ? (null, wrong)
                : (
                    new PartnerAdded(
                        new Partner(add.Code, new Bilingual(add.Zh.Trim(), add.En.Trim()), add.KeptBy, today),
                        because
                    ),
                    null
                ),
            PartnerChange.ChangePartner to when register.Find(to.Code) is not { EndedOn: null } => (null, NoSuchPartner),
            PartnerChange.ChangePartner to => Named(jurisdiction, to.Zh, to.En, to.KeptBy) is { } wrong
                ? (null, wrong)
                : (new PartnerChanged(to.Code, new Bilingual(to.Zh.Trim(), to.En.Trim()), to.KeptBy, because), null),
            PartnerChange.EndPartner end => register.Find(end.Code) is { EndedOn: null }
                ? (new PartnerEnded(end.Code, today, because), null)
                : (null, NoSuchPartner),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static Refusal NoSuchPartner { get; } =
        Refusal.Of(
            "no-such-partner",
            "没有这个外部单位，或已经停用。",
            "There is no such partner, or it has ended already.",
            "Code"
        );

    private static bool IsCode(string code) =>
        code.Length is > 0 and <= LongestCode
        && code[0] is >= 'a' and <= 'z'
        && code.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');

    private static Refusal? Named(Jurisdiction jurisdiction, string zh, string en, string keptBy) =>
        zh.Trim().Length is 0 or > LongestName || en.Trim().Length is 0 or > LongestName
            ? Refusal.Of(
                "missing-partner-name",
                "请用中文和英文写明名称，各不超过 60 字。",
                "Give the name in Chinese and in English, in 60 characters at most.",
                "Zh"
            )
        : !jurisdiction.Units.ContainsKey(keptBy)
            ? Refusal.Of(
                "partner-kept-by-nobody",
                "请选择由哪个单位联系。",
                "Choose the unit that looks after the partner.",
                "KeptBy"
            )
        : null;
}
