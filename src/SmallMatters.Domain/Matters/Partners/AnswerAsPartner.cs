using System.Collections.Immutable;
using SmallMatters.Domain.Calendar;
using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Matters;

/// <summary>What an outside partner says of the part that it was asked for.</summary>
public abstract record PartnerReply
{
    private PartnerReply() { }

    /// <summary>What came of it; the part ends.</summary>
    /// <param name="As">How it ended; null when nothing was chosen.</param>
    /// <param name="Words">What was done, or why it cannot be, for the resident.</param>
    public sealed record Result(PartOutcome? As, string Words) : PartnerReply;

    /// <summary>It will be done by a local day. A promise that the partner has open already is moved.</summary>
    /// <param name="What">What is promised, for the resident; of a promise that is moved, why.</param>
    /// <param name="DueOn">The day; null when none was written.</param>
    public sealed record Promise(string What, DateOnly? DueOn) : PartnerReply;

    /// <summary>It is not theirs; the part goes back to the owner.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record NotOurs(string Reason) : PartnerReply;
}

/// <summary>The link that a partner who promised gets in place of the used one, to say later what came of it.</summary>
/// <param name="Id">Key.</param>
/// <param name="Hash">SHA-256 of its secret in base64.</param>
public sealed record NextPartnerLink(Guid Id, string Hash);

/// <summary>Decides on what outside partners answer.</summary>
public static class AnswerAsPartnerRule
{
    /// <summary>For how many local days after the promised one the partner's next link is good, to the end of the last.</summary>
    public const int DaysAfterPromise = 14;

    /// <summary>
    /// The partner accepts by answering: until it has answered, the matter's owner is accountable for the part. That it is done
    /// leaves the partner's promises open until the owner has seen to it and says so; that it cannot be done gives them up.
    /// A link answers once; the one that follows a promise shows what was passed on no longer than the owner had allowed.
    /// </summary>
    public static Decision Decide(
        Matter matter,
        Guid part,
        PartnerReply reply,
        Actor.Partner by,
        WorkingCalendar calendar,
        DateTimeOffset now,
        NextPartnerLink? next = null
    )
    {
        var its = matter.File.Parts.FirstOrDefault(p => p.Id == part);
        if (its is null || !its.Outside || its.Unit != by.Unit)
        {
            return PartOf.NotYours;
        }
        var link = by.ByLink ? its.Links.FirstOrDefault(l => l.Id == by.Via) : null;
        if (by.ByLink && (link is not { State: PartnerLinkState.Open } || link.Until <= now))
        {
            return PartnerLinkOf.Over;
        }
        if (its.State is not (PartState.Asked or PartState.InHand))
        {
            return PartOf.NotOpen;
        }
        var (facts, why) = reply switch
        {
            PartnerReply.Result result => Ended(matter, its, result, now),
            PartnerReply.Promise promise => Promised(matter, its, promise, calendar.DayOf(now), now),
            PartnerReply.NotOurs notOurs => Returned(matter, its, notOurs, now),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        if (why is not null)
        {
            return why;
        }
        if (its.State == PartState.Asked && reply is not PartnerReply.NotOurs)
        {
            facts.Insert(0, new PartAccepted(its.Id, its.Unit, null, now));
        }
        if (link is not null)
        {
            facts.Add(new PartnerLinkUsed(its.Id, link.Id, now));
            if (reply is PartnerReply.Promise { DueOn: { } day } && next is not null)
            {
                var until = calendar.EndOfDay(day.AddDays(DaysAfterPromise));
                var shows = link.ShowsUntil ?? link.Until;
                facts.Add(
                    new PartnerLinkGiven(
                        its.Id,
                        its.Unit,
                        new PartnerLink(next.Id, until, PartnerLinkState.Open, link.Purpose)
                        {
                            ShowsUntil = shows < until ? shows : null,
                        },
                        next.Hash,
                        its.PassedOn
                    )
                );
            }
        }
        return Decision.That([.. facts]);
    }

    private static (List<Fact> Facts, Refusal? Why) Ended(
        Matter matter,
        Part part,
        PartnerReply.Result result,
        DateTimeOffset now
    )
    {
        var (words, none) = Refusals.Words(
            result.Words,
            nameof(result.Words),
            CloseRule.LongestWords,
            "请写明办理结果，居民会看到。",
            "Say what came of it; the resident will read it."
        );
        if (Refusal.All(EndPartRule.Unchosen(result.As), none) is { } wrong)
        {
            return ([], wrong);
        }
        var said = matter.File.Words(words!);
        List<Fact> facts =
        [
            .. Open(matter, part)
                .Where(_ => result.As != PartOutcome.Done)
                .Select(p => new PromiseChanged(p.Id, p.DueOn, null, said)),
            new PartEnded(part.Id, part.Unit, result.As!.Value, said, now),
        ];
        return (facts, null);
    }

    private static (List<Fact> Facts, Refusal? Why) Promised(
        Matter matter,
        Part part,
        PartnerReply.Promise promise,
        DateOnly today,
        DateTimeOffset now
    )
    {
        var before = Open(matter, part).FirstOrDefault();
        var (what, none) = Refusals.Words(
            promise.What,
            nameof(promise.What),
            Reply.LongestPromise,
            before is null ? "请写明承诺什么，居民会看到。" : "请写明为什么改期，居民会看到。",
            before is null
                ? "Say what is promised; the resident will read it."
                : "Say why it is moved; the resident will read it."
        );
        var same =
            before is not null && before.DueOn == promise.DueOn
                ? Refusal.Of(
                    "promise-day-unchanged",
                    "新日期与原日期相同。",
                    "The new day is the same as before.",
                    nameof(promise.DueOn)
                )
                : null;
        if (Refusal.All(none, PromiseDay.Check(promise.DueOn, today) ?? same) is { } wrong)
        {
            return ([], wrong);
        }
        var (said, day) = (matter.File.Words(what!), promise.DueOn!.Value);
        Fact fact = before is null
            ? new Promised(
                new Promise(Guid.CreateVersion7(now), part.Unit, said, day, false, PromiseState.Open) { Part = part.Id }
            )
            : new PromiseChanged(before.Id, before.DueOn, day, said);
        return ([fact], null);
    }

    private static (List<Fact> Facts, Refusal? Why) Returned(
        Matter matter,
        Part part,
        PartnerReply.NotOurs notOurs,
        DateTimeOffset now
    )
    {
        var (reason, none) = Refusals.Words(
            notOurs.Reason,
            nameof(notOurs.Reason),
            1000,
            "请写明为什么不属于本单位。",
            "Say why it is not yours."
        );
        if (none is not null)
        {
            return ([], none);
        }
        var said = matter.File.Words(reason!);
        List<Fact> facts =
        [
            .. Open(matter, part).Select(p => new PromiseChanged(p.Id, p.DueOn, null, said)),
            new PartReturned(part.Id, part.Unit, said, now),
        ];
        return (facts, null);
    }

    private static ImmutableArray<Promise> Open(Matter matter, Part part) => [.. matter.File.OpenPromisesOf(part.Id)];
}
