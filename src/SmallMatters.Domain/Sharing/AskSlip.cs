using System.Collections.Immutable;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Sharing;

/// <summary>Ask another unit for fields of its matters.</summary>
public sealed record AskSlip(
    string Giver,
    string? Category,
    ImmutableArray<SharedField> Fields,
    string Purpose,
    string Basis,
    DateOnly? Until
);

/// <summary>It was asked for.</summary>
public sealed record SlipAsked(SlipFile File) : SlipFact
{
    /// <inheritdoc/>
    public override SharingSlip Apply(SharingSlip? slip) => slip is null ? new SharingSlip.Asked(File) : throw DoesNotFit(slip);
}

/// <summary>Decides on asking.</summary>
public static class AskSlipRule
{
    /// <summary>No slip is longer than this; whoever needs it longer asks anew.</summary>
    public const int MostDays = 366;

    private const int LongestWords = 500;

    /// <summary>The receiving unit asks, and names everything that the giving unit has to weigh.</summary>
    public static SlipDecision Decide(
        AskSlip command,
        Guid id,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateOnly today,
        DateTimeOffset now
    )
    {
        if (!by.Is(StaffRole.Handler) && !by.Is(StaffRole.Supervisor))
        {
            return Refusals.NotYourUnits;
        }
        var (purpose, noPurpose) = Refusals.WorkWords(
            command.Purpose,
            nameof(command.Purpose),
            LongestWords,
            "请写明用来做什么。",
            "Say what for."
        );
        var (basis, noBasis) = Refusals.WorkWords(
            command.Basis,
            nameof(command.Basis),
            LongestWords,
            "请写明依据哪部法律的哪一条。",
            "Name the law and its article."
        );
        var wrong = Refusal.All(
            !jurisdiction.Units.ContainsKey(command.Giver) || command.Giver == by.Unit
                ? Refusals.Missing(nameof(command.Giver), "请选择另一个单位。", "Choose another unit.")
                : null,
            command.Category is { } category
            && !(
                jurisdiction.Categories.TryGetValue(category, out var known) && known.Kind is not (Kind.Conduct or Kind.MinorCase)
            )
                ? Refusals.Missing(
                    nameof(command.Category),
                    "请选择可以共享的问题分类。",
                    "Choose a category that can be shared."
                )
                : null,
            // A roster of residents is nothing that units share, whoever would approve it.
            command.Category
                is null
            && command.Fields.Any(f => f is SharedField.Name or SharedField.Phone)
                ? Refusal.Of(
                    "slip-roster",
                    "需要居民姓名或电话的，请选定一个问题分类；不能共享所有居民的名册。",
                    "Choose one category when names or numbers are needed: a roster of all residents is not shared.",
                    nameof(command.Category)
                )
                : null,
            command.Fields.IsEmpty
                ? Refusals.Missing(
                    nameof(command.Fields),
                    "请选择需要哪些字段，只选用得着的。",
                    "Choose which fields, and only those needed."
                )
                : null,
            noPurpose,
            noBasis,
            command.Until is { } until && until >= today && until <= today.AddDays(MostDays)
                ? null
                : Refusal.Of(
                    "until-out-of-range",
                    $"到期日：请写今天起 {MostDays} 天以内的日期。",
                    $"Until: a day within {MostDays} days from today.",
                    nameof(command.Until)
                )
        );
        if (wrong is not null)
        {
            return wrong;
        }
        return new SlipAsked(
            new SlipFile(
                id,
                command.Giver,
                by.Unit,
                command.Category,
                [.. command.Fields.Distinct().Order()],
                purpose!,
                basis!,
                command.Until!.Value,
                by.Id,
                now
            )
        );
    }
}
