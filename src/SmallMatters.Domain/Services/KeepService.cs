using System.Collections.Immutable;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Services;

/// <summary>Put a service into the catalogue, or say anew what it says. English is optional throughout.</summary>
public sealed record KeepService(
    string NameZh,
    string? NameEn,
    string ConditionsZh,
    string? ConditionsEn,
    string PapersZh,
    string? PapersEn,
    string PlaceZh,
    string? PlaceEn,
    string FeeZh,
    string? FeeEn,
    string Category,
    bool AtWindow,
    bool AtDoor
)
{
    /// <summary>The services of which it is a bundle; empty for a service of its own.</summary>
    public ImmutableArray<ServiceItem> Parts { get; init; } = [];
}

/// <summary>It came into the catalogue.</summary>
public sealed record ServiceOpened(ServiceFile File) : ServiceFact
{
    /// <inheritdoc/>
    public override ServiceItem Apply(ServiceItem? item) => item is null ? new ServiceItem.Offered(File) : throw DoesNotFit(item);
}

/// <summary>It says something else now: the next version.</summary>
public sealed record ServiceChanged(ServiceSheet Sheet, DateTimeOffset At) : ServiceFact
{
    /// <inheritdoc/>
    public override ServiceItem Apply(ServiceItem? item) =>
        item is ServiceItem.Offered
            ? new ServiceItem.Offered(item.File with { Sheet = Sheet, Version = item.File.Version + 1, ChangedAt = At })
            : throw DoesNotFit(item);
}

/// <summary>It is not offered any more.</summary>
public sealed record ServiceWithdrawn(string Words) : ServiceFact
{
    /// <inheritdoc/>
    public override ServiceItem Apply(ServiceItem? item) =>
        item is ServiceItem.Offered ? new ServiceItem.Withdrawn(item.File, Words) : throw DoesNotFit(item);
}

/// <summary>Decides on the services of a unit; nobody else edits them.</summary>
public static class ServiceRule
{
    /// <summary>The longest name, in characters.</summary>
    public const int LongestName = 60;

    /// <summary>The longest of the other texts, in characters.</summary>
    public const int LongestText = 500;

    /// <summary>A new service of the writer's unit.</summary>
    public static ServiceDecision Open(
        KeepService command,
        Guid id,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (!Edits(by.Unit, by))
        {
            return NotYours;
        }
        var (sheet, wrong) = Checked(command, jurisdiction);
        return wrong is not null ? wrong : new ServiceOpened(new ServiceFile(id, by.Unit, 1, sheet!, now));
    }

    /// <summary>The service says something else from now on.</summary>
    public static ServiceDecision Change(
        ServiceItem item,
        KeepService command,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (Closed(item, by) is { } closed)
        {
            return closed;
        }
        var (sheet, wrong) = Checked(command, jurisdiction);
        return wrong is not null ? wrong
            : sheet == item.File.Sheet ? Refusal.Of("service-unchanged", "内容没有变化。", "Nothing was changed.")
            : new ServiceChanged(sheet!, now);
    }

    /// <summary>The service is offered no more.</summary>
    public static ServiceDecision Withdraw(ServiceItem item, string words, Actor.Staff by)
    {
        if (Closed(item, by) is { } closed)
        {
            return closed;
        }
        var (text, missing) = Refusals.WorkWords(words, "Words", LongestText, "请写明为什么停办。", "Say why it is withdrawn.");
        return missing is not null ? missing : new ServiceWithdrawn(text!);
    }

    /// <summary>Why a unit's member may not open times for it now, or null when they may.</summary>
    public static Refusal? Closed(ServiceItem item, Actor.Staff by) =>
        item is not ServiceItem.Offered
            ? Refusal.Of("service-withdrawn", "这项服务已经停办。", "This service is offered no more.")
            : Keeps(item, by);

    /// <summary>Why somebody may not touch what their unit opened for it, also once it is withdrawn; null when they may.</summary>
    public static Refusal? Keeps(ServiceItem item, Actor.Staff by) => Edits(item.File.Unit, by) ? null : NotYours;

    private static Refusal NotYours { get; } =
        Refusal.Of("not-your-service", "这项服务由办理它的单位维护。", "The unit that renders this service keeps it.");

    private static bool Edits(string unit, Actor.Staff by) =>
        unit == by.Unit && (by.Is(StaffRole.Handler) || by.Is(StaffRole.Supervisor));

    private static (ServiceSheet? Sheet, Refusal? Why) Checked(KeepService command, Jurisdiction jurisdiction)
    {
        var texts = new (string Field, string? Zh, string? En, int Limit, string MissingZh, string MissingEn)[]
        {
            ("Name", command.NameZh, command.NameEn, LongestName, "请写明叫什么。", "Say what it is called."),
            (
                "Conditions",
                command.ConditionsZh,
                command.ConditionsEn,
                LongestText,
                "请写明谁可以办；人人可办的，就写“都可以办”。",
                "Say who may have it; “anybody” if anybody may."
            ),
            (
                "Papers",
                command.PapersZh,
                command.PapersEn,
                LongestText,
                "请写明带什么材料；不用带的，就写“不用”。",
                "Say what to bring; “nothing” if nothing."
            ),
            ("Place", command.PlaceZh, command.PlaceEn, LongestText, "请写明在哪里办。", "Say where it is done."),
            (
                "Fee",
                command.FeeZh,
                command.FeeEn,
                LongestText,
                "请写明收多少钱；不收的，就写“免费”。",
                "Say what it costs; “free” if it is free."
            ),
        };
        var read = texts
            .Select(t =>
            {
                var (zh, noZh) = Refusals.WorkWords(t.Zh, $"{t.Field}Zh", t.Limit, t.MissingZh, t.MissingEn);
                var (en, noEn) =
                    Refusals.Clean(t.En).Length == 0
                        ? (zh, null)
                        : Refusals.WorkWords(t.En, $"{t.Field}En", t.Limit, t.MissingZh, t.MissingEn);
                return (Said: new Bilingual(zh ?? "", en ?? ""), Wrong: Refusal.All(noZh, noEn));
            })
            .ToList();
        var wrong = Refusal.All([
            .. read.Select(r => r.Wrong),
            jurisdiction.Categories.TryGetValue(command.Category, out var category)
            && category.Kind is not (Kind.Conduct or Kind.MinorCase or Kind.Dispute)
                ? null
                : Refusals.Missing(nameof(command.Category), "请选择问题分类。", "Choose a category."),
            command.AtWindow || command.AtDoor
                ? null
                : Refusals.Missing(
                    "Ways",
                    "请选择在窗口办还是上门办。",
                    "Choose whether it is done at the window or at the door."
                ),
            Bundle.Check(command.Parts),
        ]);
        return wrong is not null
            ? (null, wrong)
            : (
                new ServiceSheet(
                    read[0].Said,
                    read[1].Said,
                    read[2].Said,
                    read[3].Said,
                    read[4].Said,
                    command.Category,
                    command.AtWindow,
                    command.AtDoor
                )
                {
                    Parts = [.. command.Parts.Select(p => p.File.Id)],
                },
                null
            );
    }
}
