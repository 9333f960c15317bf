using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Publishing;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Participation;

/// <summary>What a second person says of what a colleague wrote for residents.</summary>
/// <param name="Released">Whether it goes out; null when nothing was chosen.</param>
/// <param name="Words">Where it is sent back: what has to be mended.</param>
public sealed record ReleaseForResidents(bool? Released, string? Words);

/// <summary>
/// What a unit puts before residents is written by one of its people and released by a second who leads it, as publications are
/// (decision 0018). The words are of things and names nobody.
/// </summary>
internal static class TwoPeople
{
    /// <summary>Longest words of a paragraph.</summary>
    public const int Longest = 1000;

    /// <summary>Longest title or line.</summary>
    public const int LongestLine = 60;

    public static Refusal NotYours { get; } =
        Refusal.Of("taking-part-not-yours", "这件事不由您的单位办理。", "This is not your unit's to deal with.");

    public static Refusal NotNow { get; } =
        Refusal.Of("taking-part-not-now", "现在不能做这一步。", "This step does not fit where it stands.");

    /// <summary>Whether somebody deals with what a unit puts before residents.</summary>
    public static bool Works(Actor.Staff by, string unit) =>
        by.Unit == unit && (by.Is(StaffRole.Handler) || by.Is(StaffRole.Supervisor));

    /// <summary>The clock of the second person.</summary>
    public static Duty Duty(Jurisdiction jurisdiction, string unit, DateTimeOffset now) =>
        JointHandling.Duty.Start(jurisdiction, "taking-part-release", DutyFor.ReleaseForResidents, unit, now);

    /// <summary>Why somebody may not release it, or what is missing; null with the words of a refusal where it is sent back.</summary>
    /// <param name="unit">Code of the unit whose it is.</param>
    /// <param name="writer">Who wrote it.</param>
    /// <param name="command">What they say.</param>
    /// <param name="by">Who.</param>
    public static (string? SentBack, Refusal? Why) Read(
        string unit,
        StaffId writer,
        ReleaseForResidents command,
        Actor.Staff by
    ) =>
        by.Unit != unit || !by.Is(StaffRole.Supervisor) ? (null, NotYours)
        : by.Id == writer
            ? (
                null,
                Refusal.Of(
                    "taking-part-second-person",
                    "写的人不能自己放行，请本单位另一位领导看过。",
                    "Whoever wrote it does not release it; another leader of the unit reads it."
                )
            )
        : command.Released is not { } released
            ? (
                null,
                Refusals.Missing(nameof(command.Released), "请选择公开还是退回。", "Choose whether it goes out or is sent back.")
            )
        : released ? (null, null)
        : Refusals.WorkWords(command.Words, nameof(command.Words), Longest, "请写明要改什么。", "Say what has to be mended.");

    /// <summary>Words of a unit for everybody: no number of a person, and nothing that looks like a person or a home.</summary>
    public static (string? Text, Refusal? Why) ForResidents(string? typed, string field, int longest, string zh, string en)
    {
        var (text, why) = Refusals.WorkWords(typed, field, longest, zh, en);
        return text is not null && NamesSomebody(text, field) is { } named ? (null, named) : (text, why);
    }

    /// <summary>The refusal of words that look as if they told of a person or a home; null where nothing does.</summary>
    public static Refusal? NamesSomebody(string words, string field) =>
        Hints.In(words, ManuscriptPart.Words, []).FirstOrDefault() is { } hint
            ? Refusal.Of(
                "priority-words-name",
                $"“{hint.Text}”看起来写到了人或者住处。给居民看的话里请不要写。",
                $"“{hint.Text}” looks as if it told of a person or a home. Leave that out of words for everybody.",
                field
            )
            : null;

    /// <summary>Words of a resident: no number of a person, a vehicle or an account.</summary>
    public static (string? Text, Refusal? Why) OfResident(string? typed, string field, int longest, string zh, string en)
    {
        var (text, why) = Refusals.Words(typed, field, longest, zh, en);
        return text is not null && HasNumber(text)
            ? (
                null,
                Refusal.Of(
                    "resident-words-have-a-number",
                    "请删去电话、身份证号、车牌、账号和邮箱。",
                    "Take out telephone, identity and vehicle numbers, accounts and mail addresses.",
                    field
                )
            )
            : (text, why);
    }

    /// <summary>Whether words have the number of a person, a vehicle or an account.</summary>
    public static bool HasNumber(string text) =>
        PersonNumbers.In(text)
        || Hints
            .In(text, ManuscriptPart.Words, [])
            .Any(h => h.Kind is not (HintKind.Address or HintKind.Door or HintKind.PartyName));

    /// <summary>A day within bounds.</summary>
    public static Refusal? Within(DateOnly? day, DateOnly from, DateOnly until, string field) =>
        day is { } on && on >= from && on <= until
            ? null
            : Refusal.Of(
                "taking-part-day",
                $"请写 {from:yyyy-MM-dd} 到 {until:yyyy-MM-dd} 之间的一天。",
                $"Give a day from {from:yyyy-MM-dd} to {until:yyyy-MM-dd}.",
                field
            );

    /// <summary>The area, when there is one of that code.</summary>
    public static Refusal? AreaMissing(string? area, Jurisdiction jurisdiction) =>
        area is not null && jurisdiction.Areas.ContainsKey(area)
            ? null
            : Refusals.Missing("Area", "请选择片区。", "Choose the area.");
}
