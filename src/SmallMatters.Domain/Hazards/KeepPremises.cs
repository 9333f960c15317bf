using System.Text.RegularExpressions;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Hazards;

/// <summary>Enter premises, or change what the register says of them. An empty contact is nobody.</summary>
/// <param name="Code">Code; where it is empty at the first entry, one is made.</param>
/// <param name="Name">Name of the place.</param>
/// <param name="Kind">What sort; null when nothing was chosen.</param>
/// <param name="Address">Where it is.</param>
/// <param name="Area">Code of the area.</param>
/// <param name="Unit">Code of the unit responsible.</param>
/// <param name="Contacts">Who answers for them, and whom one talks with.</param>
public sealed record KeepPremises(
    string? Code,
    string? Name,
    PremisesKind? Kind,
    string? Address,
    string? Area,
    string? Unit,
    PremisesContacts Contacts
);

/// <summary>What may stand on the register of premises.</summary>
public static partial class KeepPremisesRule
{
    /// <summary>Longest code.</summary>
    public const int LongestCode = 60;

    /// <summary>Longest name, contact or name of a person.</summary>
    public const int LongestName = 100;

    /// <summary>Longest address.</summary>
    public const int LongestAddress = 200;

    /// <summary>What would stand on the register, or all that is wrong with it.</summary>
    /// <param name="command">What was typed.</param>
    /// <param name="jurisdiction">The jurisdiction.</param>
    /// <param name="mayKeep">Whether who acts keeps the register for a unit in an area.</param>
    public static (PremisesDetails? Details, PremisesContacts Contacts, Refusal? Why) Decide(
        KeepPremises command,
        Jurisdiction jurisdiction,
        Func<string, string, bool> mayKeep
    )
    {
        var code = (command.Code ?? "").Trim();
        var (name, noName) = Line(
            command.Name,
            nameof(command.Name),
            LongestName,
            "请填写场所名称。",
            "Give the premises a name."
        );
        var (address, noAddress) = Line(
            command.Address,
            nameof(command.Address),
            LongestAddress,
            "请填写地址。",
            "Say where it is."
        );
        var area = jurisdiction.Areas.GetValueOrDefault(command.Area ?? "");
        var unit = jurisdiction.Units.GetValueOrDefault(command.Unit ?? "");
        var (contacts, noContacts) = Settled(command.Contacts);
        var why = Refusal.All(
            IsCode(code)
                ? null
                : Refusal.Of(
                    "premises-code",
                    $"代码应为 1 到 {LongestCode} 个字母、数字或连字符，不能是身份证号或手机号。",
                    $"The code is 1 to {LongestCode} letters, digits or hyphens, and no identity or mobile number.",
                    nameof(command.Code)
                ),
            noName,
            command.Kind is null
                ? Refusals.Missing(nameof(command.Kind), "请选择场所类型。", "Choose what sort of premises it is.")
                : null,
            noAddress,
            area is null
                ? Refusal.Of("premises-area", "请选择辖区内的片区。", "Choose an area of the jurisdiction.", nameof(command.Area))
                : null,
            unit is null ? Refusal.Of("premises-unit", "请选择负责单位。", "Choose the unit responsible.", nameof(command.Unit))
                : area is not null && !mayKeep(unit.Code, area.Code)
                    ? Refusal.Of(
                        "premises-not-yours",
                        $"您不负责登记{unit.Name.Zh}在{area.Name.Zh}的场所。",
                        $"You do not keep the register of {unit.Name.En} in {area.Name.En}.",
                        nameof(command.Unit)
                    )
                : null,
            noContacts
        );
        return why is not null
            ? (null, PremisesContacts.None, why)
            : (new PremisesDetails(code, name!, command.Kind!.Value, address!, area!.Code, unit!.Code), contacts, null);
    }

    /// <summary>Whether words are a code that a register takes.</summary>
    public static bool IsCode(string code) =>
        code.Length is > 0 and <= LongestCode
        && code.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
        && !PersonNumbers.IsOne(code);

    // Each contact is one line, and no citizen's number stands in any of them: the register needs none and none is kept.
    private static (PremisesContacts Contacts, Refusal? Why) Settled(PremisesContacts typed)
    {
        var contacts = new PremisesContacts(
            OrNull(typed.Responsible),
            OrNull(typed.ResponsibleContact),
            OrNull(typed.Liaison),
            OrNull(typed.LiaisonContact)
        );
        return (
            contacts,
            Refusal.All(
                Fault(contacts.Responsible, nameof(typed.Responsible)),
                Fault(contacts.ResponsibleContact, nameof(typed.ResponsibleContact)),
                Fault(contacts.Liaison, nameof(typed.Liaison)),
                Fault(contacts.LiaisonContact, nameof(typed.LiaisonContact))
            )
        );
    }

    private static Refusal? Fault(string? words, string field) =>
        words is null ? null
        : words.Length > LongestName || words.Any(char.IsControl) ? Refusals.TooLong(field, LongestName)
        : CitizensNumber().IsMatch(NarrowSigns.Of(words))
            ? Refusal.Of(
                "premises-citizens-number",
                "这里不登记身份证号，请删去。",
                "No identity number is kept here; take it out.",
                field
            )
        : null;

    private static (string? Text, Refusal? Why) Line(string? typed, string field, int limit, string zh, string en)
    {
        var (text, why) = Refusals.WorkWords(typed, field, limit, zh, en);
        return (text?.ReplaceLineEndings(" ").Replace('\t', ' '), why);
    }

    private static string? OrNull(string? typed) => Refusals.Clean(typed) is { Length: > 0 } words ? words : null;

    [GeneratedRegex("(?<![0-9])[1-9](?:[ -]?[0-9]){16}[ -]?[0-9Xx](?![0-9])")]
    private static partial Regex CitizensNumber();
}

/// <summary>Takes premises off the register.</summary>
public static class WithdrawPremisesRule
{
    private const int LongestWhy = 500;

    /// <summary>The fact, or why not.</summary>
    /// <param name="premises">As they stand.</param>
    /// <param name="why">Why they leave.</param>
    /// <param name="mayKeep">Whether who acts keeps the register for a unit in an area.</param>
    /// <param name="open">How many findings there are still open; their photos would go with the premises.</param>
    public static (PremisesWithdrawn? Fact, Refusal? Why) Decide(
        Premises premises,
        string? why,
        Func<string, string, bool> mayKeep,
        int open
    )
    {
        if (premises.Withdrawn)
        {
            return (
                null,
                Refusal.Of("premises-withdrawn", "这个场所已经退出登记。", "These premises have left the register already.")
            );
        }
        if (!mayKeep(premises.Details.Unit, premises.Details.Area))
        {
            return (
                null,
                Refusal.Of("premises-not-yours", "您不负责登记这个场所。", "You do not keep the register of these premises.")
            );
        }
        if (open > 0)
        {
            return (
                null,
                Refusal.Of(
                    "premises-open-findings",
                    $"这里还有 {open} 个隐患没有了结，不能退出登记。",
                    $"Findings still open here: {open}. Settle them before the premises leave the register."
                )
            );
        }
        var (words, missing) = Refusals.WorkWords(
            why,
            "Why",
            LongestWhy,
            "请写明为什么退出登记，例如已经搬走。",
            "Say why, such as that it moved away."
        );
        return missing is not null ? (null, missing) : (new PremisesWithdrawn(words!, null), null);
    }
}
