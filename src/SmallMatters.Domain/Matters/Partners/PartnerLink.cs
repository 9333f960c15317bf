using System.Collections.Immutable;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Matters;

/// <summary>A link by which an outside partner answers for one part, once.</summary>
/// <param name="Id">Key.</param>
/// <param name="Until">Until when it may be used, UTC.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Purpose">What the partner was given it for, as the resident reads it.</param>
public sealed record PartnerLink(
    Guid Id,
    DateTimeOffset Until,
    PartnerLinkState State,
    [property: PersonalField(PersonalItem.InternalWords, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
        PersonalText Purpose
)
{
    /// <summary>
    /// Until when what was passed on is shown by it, UTC, where that ends before the link does: a partner's promise lengthens the
    /// time to answer and not the time to read. Null where it is the same.
    /// </summary>
    public DateTimeOffset? ShowsUntil { get; init; }

    /// <summary>Whether what was passed on may still be read by it at an instant (UTC).</summary>
    public bool ShowsAt(DateTimeOffset now) => now < (ShowsUntil ?? Until);
}

/// <summary>Where a link of a partner stands.</summary>
public enum PartnerLinkState
{
    /// <summary>可以使用: good for one answer until its time is over.</summary>
    Open,

    /// <summary>已使用: an answer was given by it.</summary>
    Used,

    /// <summary>已收回: the owner took it back, or gave another one.</summary>
    TakenBack,
}

/// <summary>Where the links of partners stand.</summary>
public static class PartnerLinks
{
    /// <summary>
    /// Where a link stands that was once given. One that was not used opens nothing any more when the part has ended, was given
    /// back or taken back.
    /// </summary>
    public static PartnerLinkState LinkStands(this MatterFile file, Guid part, Guid link)
    {
        var its = file.Parts.FirstOrDefault(p => p.Id == part);
        var stands = its?.Links.FirstOrDefault(l => l.Id == link)?.State ?? PartnerLinkState.TakenBack;
        return stands == PartnerLinkState.Open && its!.State is not (PartState.Asked or PartState.InHand)
            ? PartnerLinkState.TakenBack
            : stands;
    }
}

/// <summary>Give the partner of a part a link; an earlier one that was not used ends with it.</summary>
/// <param name="Part">Which part.</param>
/// <param name="Purpose">What for; the resident reads it.</param>
/// <param name="Days">For how many days the link is good.</param>
/// <param name="Link">Key of the new link.</param>
/// <param name="Hash">SHA-256 of the link's secret in base64; the secret itself is kept nowhere.</param>
public sealed record GivePartnerLink(Guid Part, string Purpose, int Days, Guid Link, string Hash)
{
    /// <summary>The longest time that a link may be good for, in days.</summary>
    public const int MostDays = 30;
}

/// <summary>
/// The partner of a part was given a link. What was passed on to it can be read by whoever holds the link, until it is used or
/// its time is over.
/// </summary>
public sealed record PartnerLinkGiven(Guid Part, string Unit, PartnerLink Link, string Hash, ImmutableArray<PartField> Fields)
    : Fact
{
    /// <inheritdoc/>
    public override Matter Apply(Matter matter) =>
        matter.With(f => f.ChangePart(Part, p => p with { Links = [.. p.Links.Select(PartnerLinkOf.Ended), Link] }));
}

/// <summary>A link was taken back before it was used.</summary>
public sealed record PartnerLinkTakenBack(Guid Part, Guid Link, DateTimeOffset At) : Fact
{
    /// <inheritdoc/>
    public override Matter Apply(Matter matter) =>
        matter.With(f => f.ChangeLink(Part, Link, l => l with { State = PartnerLinkState.TakenBack }));
}

/// <summary>An answer was given by a link, which is good for nothing else any more.</summary>
public sealed record PartnerLinkUsed(Guid Part, Guid Link, DateTimeOffset At) : Fact
{
    /// <inheritdoc/>
    public override Matter Apply(Matter matter) =>
        matter.With(f => f.ChangeLink(Part, Link, l => l with { State = PartnerLinkState.Used }));
}

/// <summary>Decides on giving links and taking them back.</summary>
public static class PartnerLinkRule
{
    /// <summary>The owner gives a link for a part that an outside partner was asked for or has in hand.</summary>
    public static Decision Give(Matter matter, GivePartnerLink command, Actor.Staff by, DateTimeOffset now)
    {
        var (part, why) = PartOf.ForOwner(matter, command.Part, by, PartState.Asked, PartState.InHand);
        if (why is not null)
        {
            return why;
        }
        if (!part!.Outside)
        {
            return Refusal.Of(
                "not-a-partners-part",
                "这项任务由本系统内的单位办理，不需要链接。",
                "This part is with a unit that works here; it needs no link."
            );
        }
        var (purpose, none) = Refusals.Words(
            command.Purpose,
            nameof(command.Purpose),
            300,
            "请写明转给对方的用途，居民可以查到。",
            "Say what it is passed on for; the resident can look it up."
        );
        var wrong = Refusal.All(
            none,
            command.Days is >= 1 and <= GivePartnerLink.MostDays
                ? null
                : Refusal.Of(
                    "link-days",
                    $"有效期为 1 到 {GivePartnerLink.MostDays} 天。",
                    $"A link is good for 1 to {GivePartnerLink.MostDays} days.",
                    nameof(command.Days)
                )
        );
        return wrong is not null
            ? wrong
            : new PartnerLinkGiven(
                part.Id,
                part.Unit,
                new PartnerLink(command.Link, now.AddDays(command.Days), PartnerLinkState.Open, matter.File.Words(purpose!)),
                command.Hash,
                part.PassedOn
            );
    }

    /// <summary>The owner takes back a link that was not used.</summary>
    public static Decision TakeBack(Matter matter, Guid part, Guid link, Actor.Staff by, DateTimeOffset now)
    {
        var (its, why) = PartOf.ForOwner(matter, part, by, PartState.Asked, PartState.InHand);
        if (why is not null)
        {
            return why;
        }
        return its!.Links.Any(l => l.Id == link && l.State == PartnerLinkState.Open)
            ? new PartnerLinkTakenBack(part, link, now)
            : PartnerLinkOf.Over;
    }
}

/// <summary>Finding and changing links.</summary>
internal static class PartnerLinkOf
{
    public static Refusal Over { get; } =
        Refusal.Of("partner-link-over", "这个链接已经用过、过期或被收回。", "This link was used, has expired or was taken back.");

    public static PartnerLink Ended(PartnerLink link) =>
        link.State == PartnerLinkState.Open ? link with { State = PartnerLinkState.TakenBack } : link;

    public static MatterFile ChangeLink(this MatterFile file, Guid part, Guid link, Func<PartnerLink, PartnerLink> change) =>
        file.ChangePart(part, p => p with { Links = [.. p.Links.Select(l => l.Id == link ? change(l) : l)] });
}
