using System.Collections.Immutable;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Disputes;

/// <summary>
/// A mediator (调解员) in a unit's register, an account of the staff: who appointed them, by which letter and for which term. Public
/// security organs have no national rule about invited mediators, so that what the register keeps is what can be looked up.
/// </summary>
/// <param name="Id">The account.</param>
/// <param name="Unit">Code of the unit in whose register they are.</param>
/// <param name="AppointedBy">Who appointed them, an organisation.</param>
/// <param name="Letter">Number of the letter of appointment (聘书).</param>
/// <param name="From">First local day of the term.</param>
/// <param name="To">Last local day of the term.</param>
/// <param name="Fields">Which disputes they take; empty for all.</param>
/// <param name="TrainedOn">Last local day of training; null where none is known.</param>
/// <param name="Languages">What they speak.</param>
/// <param name="Days">On which days of the week they are there; empty for all.</param>
public sealed record Mediator(
    StaffId Id,
    string Unit,
    string AppointedBy,
    string Letter,
    DateOnly From,
    DateOnly To,
    ImmutableArray<DisputeKind> Fields,
    DateOnly? TrainedOn,
    ImmutableArray<MediatorLanguage> Languages,
    ImmutableArray<DayOfWeek> Days
)
{
    /// <summary>Whether the term holds on a local day and the dispute is one that they take.</summary>
    public bool Serves(DisputeKind kind, DateOnly on) => InTerm(on) && Takes(kind);

    /// <summary>Whether the term holds on a local day.</summary>
    public bool InTerm(DateOnly on) => From <= on && on <= To;

    /// <summary>Whether the dispute is one that they take.</summary>
    public bool Takes(DisputeKind kind) => Fields.IsEmpty || Fields.Contains(kind);

    /// <summary>Why they cannot be there on a local day; null when they can.</summary>
    /// <param name="on">The local day.</param>
    /// <param name="field">The field of the form.</param>
    public Refusal? Away(DateOnly on, string field) =>
        !InTerm(on)
            ? Refusal.Of(
                "mediator-out-of-term",
                $"这位调解员的聘期是 {From:yyyy-MM-dd} 到 {To:yyyy-MM-dd}，那一天不在聘期内。",
                $"The term of this mediator is from {From:yyyy-MM-dd} to {To:yyyy-MM-dd}; that day is not in it.",
                field
            )
        : !Days.IsEmpty && !Days.Contains(on.DayOfWeek)
            ? Refusal.Of(
                "mediator-not-there-that-day",
                $"这位调解员{On(on.DayOfWeek).Zh}不在。在的日子：{string.Join("、", Days.Select(d => On(d).Zh))}。",
                $"This mediator is not there on {On(on.DayOfWeek).En}; only on {string.Join(", ", Days.Select(d => On(d).En))}.",
                field
            )
        : null;

    /// <summary>A day of the week in words.</summary>
    public static Bilingual On(DayOfWeek day) =>
        new(
            day switch
            {
                DayOfWeek.Monday => "星期一",
                DayOfWeek.Tuesday => "星期二",
                DayOfWeek.Wednesday => "星期三",
                DayOfWeek.Thursday => "星期四",
                DayOfWeek.Friday => "星期五",
                DayOfWeek.Saturday => "星期六",
                _ => "星期日",
            },
            $"{day}s"
        );
}

/// <summary>What a mediator speaks.</summary>
public enum MediatorLanguage
{
    /// <summary>普通话.</summary>
    Mandarin,

    /// <summary>本地方言.</summary>
    Dialect,

    /// <summary>少数民族语言.</summary>
    Minority,

    /// <summary>手语.</summary>
    Sign,

    /// <summary>英语.</summary>
    English,
}

/// <summary>Put a mediator into the register, or change what it says.</summary>
/// <param name="Account">Whose account; null when nobody was chosen.</param>
/// <param name="AppointedBy">Who appointed them.</param>
/// <param name="Letter">Number of the letter.</param>
/// <param name="From">First local day of the term; null when none was given.</param>
/// <param name="To">Last local day of the term; null when none was given.</param>
/// <param name="Fields">Which disputes they take; empty for all.</param>
/// <param name="TrainedOn">Last local day of training.</param>
/// <param name="Languages">What they speak.</param>
/// <param name="Days">On which days of the week they are there; empty for all.</param>
public sealed record RegisterMediator(
    StaffId? Account,
    string? AppointedBy,
    string? Letter,
    DateOnly? From,
    DateOnly? To,
    ImmutableArray<DisputeKind> Fields,
    DateOnly? TrainedOn,
    ImmutableArray<MediatorLanguage> Languages,
    ImmutableArray<DayOfWeek> Days
);

/// <summary>Decides on the register of mediators.</summary>
public static class RegisterMediatorRule
{
    /// <summary>Most characters of who appointed them and of the letter's number.</summary>
    public const int Longest = 60;

    /// <summary>By the unit's supervisor, for somebody who deals with matters of the unit.</summary>
    /// <param name="command">What to write.</param>
    /// <param name="colleague">Whether the account deals with matters of the supervisor's unit.</param>
    /// <param name="by">Who writes it.</param>
    /// <param name="today">Local day.</param>
    public static (Mediator? Mediator, Refusal? Why) Decide(
        RegisterMediator command,
        bool colleague,
        Actor.Staff by,
        DateOnly today
    )
    {
        if (!by.Is(StaffRole.Supervisor))
        {
            return (
                null,
                Refusal.Of(
                    "mediators-by-a-supervisor",
                    "调解员名册由本单位负责人登记。",
                    "The unit's supervisor keeps the register of mediators."
                )
            );
        }
        if (command.Account is not { } account || !colleague)
        {
            return (
                null,
                Refusals.Missing(nameof(command.Account), "请选择本单位的一位同事。", "Choose a colleague of your unit.")
            );
        }
        var (appointed, nobody) = Refusals.WorkWords(
            command.AppointedBy,
            nameof(command.AppointedBy),
            Longest,
            "请写明由哪个单位聘任。",
            "Say which organisation appointed them."
        );
        var (letter, none) = Refusals.WorkWords(
            command.Letter,
            nameof(command.Letter),
            Longest,
            "请写明聘书的编号。",
            "Say the number of the letter of appointment."
        );
        if ((nobody ?? none) is { } missing)
        {
            return (null, missing);
        }
        if (command.From is not { } from || command.To is not { } to || to < from)
        {
            return (
                null,
                Refusal.Of(
                    "term-of-mediator",
                    "请写明聘期的起止日期，止日不能早于起日。",
                    "Say the first and the last day of the term, the last not before the first.",
                    nameof(command.To)
                )
            );
        }
        if (command.TrainedOn > today)
        {
            return (
                null,
                Refusal.Of(
                    "training-to-come",
                    "培训日期不能晚于今天。",
                    "The day of training cannot be later than today.",
                    nameof(command.TrainedOn)
                )
            );
        }
        return (
            new Mediator(
                account,
                by.Unit,
                appointed!,
                letter!,
                from,
                to,
                command.Fields,
                command.TrainedOn,
                command.Languages,
                command.Days
            ),
            null
        );
    }
}
