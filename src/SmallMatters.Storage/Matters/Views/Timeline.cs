using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Storage.Matters.Views;

/// <summary>The facts of a matter as each audience may see them. A fact that is not named here is seen by nobody.</summary>
internal static class Timeline
{
    /// <summary>
    /// For a person with a link. Notes and inner steps of clocks stay inside; so do recorded threats, since whoever made one
    /// may be holding the telephone.
    /// </summary>
    public static TimelineEntry? ForResident(RecordedFact recorded, Matter matter, ParticipantId me)
    {
        var mayReadAll = matter.File.Participants.First(p => p.Id == me).Role != ParticipantRole.Joined;
        var entry = Entry(recorded, matter, me) with { Handler = null };
        return recorded.Fact switch
        {
            Raised f => entry with { Photos = mayReadAll ? f.Photos : [] },
            Joined => entry,
            Replied f => entry with { Words = f.Text.Text },
            Promised f => entry with { Words = f.Promise.What.Text, Day = f.Promise.DueOn, Subject = f.Promise.Id },
            PromiseKept f => entry with { Words = f.How.Text, Subject = f.Promise, Detail = f.Late ? "late" : "in-time" },
            PromiseChanged f => entry with { Words = f.Reason.Text, Day = f.After, Before = f.Before, Subject = f.Promise },
            Asked f => mayReadAll ? entry with { Words = f.Question.Text.Text, Subject = f.Question.Id } : null,
            QuestionAnswered f => mayReadAll ? entry with { Words = f.Text.Text, Subject = f.Question } : null,
            QuestionLapsed f => mayReadAll ? entry with { Subject = f.Question } : null,
            InformationAdded f => mayReadAll || f.Text.Of == me ? entry with { Words = f.Text.Text, Photos = f.Photos } : null,
            HandOverAccepted f => entry with { Detail = f.HandOver.To },
            Designated f => entry with { Detail = f.Designation.To },
            RouteChosen f => entry with { Words = mayReadAll ? f.Route.Words.Text : null, Detail = f.Route.Code.ToString() },
            RouteReceipted f => entry with { Day = f.On },
            ClockExtended { Purpose: ClockFor.Handle } f => entry with
            {
                Words = f.Reason.Text,
                Day = f.After.Deadline.DueOn,
                Before = f.Before,
            },
            DeadlineRecomputed { Purpose: ClockFor.Handle } f when f.After.Deadline.DueOn != f.Before => entry with
            {
                Day = f.After.Deadline.DueOn,
                Before = f.Before,
            },
            ClockStepped { Purpose: ClockFor.Handle, Step.Kind: ClockStepKind.Overdue } => entry,
            ClockStepped { Purpose: ClockFor.Handle, Step.Kind: ClockStepKind.Escalate } f => entry with { Detail = f.Told },
            OutcomeProposed f => entry with
            {
                Words = WordsOf(f.Outcome),
                Detail = f.Outcome.Code.ToString(),
                Day = f.Remains?.DueOn,
            },
            PartCalledOff f => entry with { Detail = f.Unit, Subject = f.Part },
            MatterWithdrawn f => entry with { Words = f.Reason?.Text },
            MatterMerged f => entry with { Detail = f.IntoReference.ToString() },
            VerdictGiven or DissatisfiedVerdictGiven => entry,
            CallAnswerGiven f => mayReadAll ? entry with { Words = f.Verdict.Words?.Text } : null,
            VerdictWindowEnded => entry,
            InternalReviewAsked f => mayReadAll ? entry with { Words = f.Why.Text } : entry,
            Reopened f => entry with { Words = f.Reason.Text, Day = f.Handle.Clock.Deadline.DueOn },
            OutcomeStands f => entry with { Words = f.Reason.Text },
            RightAsked f => f.Request.By == me
                ? entry with
                {
                    Words = f.Request.Words.Text,
                    Detail = f.Request.Kind.ToString(),
                }
                : null,
            RightAnswered f => f.To == me ? entry with { Words = f.Words.Text, Detail = f.As.ToString() } : null,
            LinkGiven or LinkTakenBack => mayReadAll ? entry : null,
            PersonErased f => entry with { Detail = RoleOf(f.Person, matter) },
            Assigned => entry,
            Sorted f => entry with { Detail = f.Category },
            _ => null,
        };
    }

    /// <summary>
    /// For the staff of the owning unit, or of the unit that reviews it. Only the reviewer reads the verdict and why the
    /// review was asked for; the owner reads what is to be done. What was read back to a caller holds their number and the
    /// place: who does not read the <paramref name="whole"/> matter does not read it.
    /// </summary>
    public static TimelineEntry? ForUnit(RecordedFact recorded, Matter matter, bool reviewer, bool whole)
    {
        var entry = Entry(recorded, matter, null);
        return recorded.Fact switch
        {
            Raised f => entry with { Photos = f.Photos, Words = whole ? f.ReadBack?.Text : null },
            Joined f => entry with { Words = f.Words?.Text },
            Noted f => entry with { Words = f.Text.Text },
            DisputeBegan when whole => entry,
            // A unit that is only asked or told may never deal with the matter.
            ThreatRecorded when !whole => null,
            ThreatRecorded f => entry with { Words = f.Text.Text, Detail = $"{f.To}:{(f.Told110 ? "told" : "not-told")}" },
            Assigned f => entry with { Subject = f.Handler.Value },
            Sorted f => entry with { Detail = f.Category },
            Replied f => entry with { Words = f.Text.Text },
            Promised f => entry with { Words = f.Promise.What.Text, Day = f.Promise.DueOn, Subject = f.Promise.Id },
            PromiseKept f => entry with { Words = f.How.Text, Subject = f.Promise, Detail = f.Late ? "late" : "in-time" },
            PromiseChanged f => entry with { Words = f.Reason.Text, Day = f.After, Before = f.Before, Subject = f.Promise },
            Asked f => entry with { Words = f.Question.Text.Text, Subject = f.Question.Id },
            QuestionAnswered f => entry with { Words = f.Text.Text, Subject = f.Question },
            QuestionLapsed f => entry with { Subject = f.Question },
            InformationAdded f => entry with { Words = f.Text.Text, Photos = f.Photos },
            HandOverProposed f => entry with
            {
                Words = f.HandOver.Reason.Text,
                Detail = f.HandOver.Ground is { } ground ? $"{f.HandOver.To}:{ground}" : f.HandOver.To,
                Subject = f.HandOver.Id,
            },
            HandOverAccepted f => entry with { Detail = f.HandOver.To, Subject = f.HandOver.Id },
            HandOverRefused f => entry with { Words = f.Reason.Text, Detail = f.HandOver.To, Subject = f.HandOver.Id },
            HandOverTakenBack f => entry with { Detail = f.HandOver.To, Subject = f.HandOver.Id },
            ClockExtended f => entry with { Words = f.Reason.Text, Day = f.After.Deadline.DueOn, Before = f.Before },
            DeadlineRecomputed f => entry with { Day = f.After.Deadline.DueOn, Before = f.Before },
            ClockStepped f => entry with { Detail = $"{f.Purpose}:{f.Step.Kind}:{f.Told}", Day = f.After.Deadline.DueOn },
            OutcomeProposed f => entry with
            {
                Words = WordsOf(f.Outcome),
                Detail = f.Outcome.Code.ToString(),
                Day = f.Remains?.DueOn,
            },
            MatterWithdrawn f => entry with { Words = f.Reason?.Text },
            MatterMerged f => entry with { Detail = f.IntoReference.ToString() },
            VerdictGiven => reviewer ? entry : null,
            DissatisfiedVerdictGiven f => entry with { Words = reviewer ? f.Verdict.Words?.Text : null, Detail = f.ReviewUnit },
            VerdictWindowEnded => entry,
            InternalReviewAsked f => entry with { Words = reviewer ? f.Why.Text : null, Detail = f.ReviewUnit },
            Reopened f => entry with
            {
                Words = reviewer ? f.Reason.Text : f.WhatIsToBeDone.Text,
                Day = f.Handle.Clock.Deadline.DueOn,
            },
            OutcomeStands f => entry with { Words = reviewer ? f.Reason.Text : null },
            DesignationAsked f => entry with { Detail = f.Arbiter },
            Designated f => entry with { Words = f.Designation.Reason.Text, Detail = f.Designation.To },
            RouteChosen f => entry with { Words = f.Route.Words.Text, Detail = f.Route.Code.ToString() },
            RouteReceipted f => entry with { Day = f.On },
            PartGiven f => entry with { Words = f.Part.Title.Text, Detail = f.Part.Unit, Subject = f.Part.Id },
            PartAccepted f => entry with { Detail = f.Unit, Subject = f.Part },
            PartReturned f => entry with { Words = f.Reason.Text, Detail = f.Unit, Subject = f.Part },
            PartTakenBack f => entry with { Words = f.Reason.Text, Detail = UnitOf(f.Part, matter), Subject = f.Part },
            PartCalledOff f => entry with { Detail = f.Unit, Subject = f.Part },
            PartTold f => entry with { Words = f.Text.Text, Detail = UnitOf(f.Part, matter), Subject = f.Part },
            PassedOnToPart f => entry with { Words = f.Purpose.Text, Detail = f.Unit, Subject = f.Part },
            PartnerLinkGiven f => entry with { Words = f.Link.Purpose.Text, Detail = f.Unit, Subject = f.Part },
            PartnerLinkTakenBack f => entry with { Detail = UnitOf(f.Part, matter), Subject = f.Part },
            PartnerLinkUsed f => entry with { Detail = UnitOf(f.Part, matter), Subject = f.Part },
            PartEnded f => entry with { Words = f.Words.Text, Detail = f.Unit, Subject = f.Part },
            PartReopened f => entry with
            {
                Detail = UnitOf(f.Part, matter),
                Day = f.Handling.Clock.Deadline.DueOn,
                Subject = f.Part,
            },
            RightAsked f => entry with { Words = whole ? f.Request.Words.Text : null, Detail = f.Request.Kind.ToString() },
            RightAnswered f => entry with { Words = whole ? f.Words.Text : null, Detail = f.As.ToString() },
            IdentityOpeningAsked f => entry with
            {
                Words = whole ? f.Opening.Words.Text : null,
                Detail = f.Opening.Reason.ToString(),
            },
            IdentityOpeningDecided f => entry with { Words = whole ? f.Words.Text : null, Detail = f.As.ToString() },
            IdentityShown => entry,
            LinkGiven or LinkTakenBack => entry,
            PersonErased f => entry with { Detail = RoleOf(f.Person, matter) },
            _ => null,
        };
    }

    /// <summary>
    /// The entries with reports of one kind, to one unit, that nothing parts but other steps of clocks, as one: the last,
    /// with all their times.
    /// </summary>
    public static IReadOnlyList<TimelineEntry> Folded(IEnumerable<TimelineEntry> entries)
    {
        var folded = new List<TimelineEntry>();
        var running = new Dictionary<string, TimelineEntry>();
        foreach (var entry in entries)
        {
            if (entry is not { Fact: nameof(ClockStepped), Detail: { } what })
            {
                running.Clear();
            }
            else
            {
                if (running.TryGetValue(what, out var before))
                {
                    folded.Remove(before);
                }
                running[what] = before is null ? entry : entry with { Times = [.. before.Times ?? [before.At], entry.At] };
                folded.Add(running[what]);
                continue;
            }
            folded.Add(entry);
        }
        return folded;
    }

    /// <summary>
    /// For the sides of a part: what happened to that part. The unit sees it from when it was asked, so that nobody reads what an
    /// earlier unit wrote; what became of the whole matter is told as that alone.
    /// </summary>
    public static TimelineEntry? ForPart(RecordedFact recorded, Matter matter, Part part, PartSide side)
    {
        var its = recorded.Fact switch
        {
            PartGiven f => f.Part.Id == part.Id && (side == PartSide.Owner || f.Part.Unit == part.Unit),
            PartAccepted f => f.Part == part.Id && (side == PartSide.Owner || f.Unit == part.Unit),
            PartReturned f => f.Part == part.Id && (side == PartSide.Owner || f.Unit == part.Unit),
            PassedOnToPart f => f.Part == part.Id && (side == PartSide.Owner || f.Unit == part.Unit),
            PartnerLinkGiven f => f.Part == part.Id,
            PartnerLinkTakenBack f => f.Part == part.Id,
            PartnerLinkUsed f => f.Part == part.Id,
            PartEnded f => f.Part == part.Id,
            PartReopened f => f.Part == part.Id,
            PartTakenBack f => f.Part == part.Id,
            PartCalledOff f => f.Part == part.Id,
            PartTold f => f.Part == part.Id
                && (side == PartSide.Owner || recorded.Unit == part.Unit || recorded.Unit == matter.File.Owner),
            Promised f => f.Promise.Part == part.Id,
            PromiseKept f => IsAbout(f.Promise, matter, part),
            PromiseChanged f => IsAbout(f.Promise, matter, part),
            ClockStepped f => matter.File.Clocks.Any(c => c.Id == f.Id && c.Subject == part.Id),
            _ => false,
        };
        return its ? ForUnit(recorded, matter, reviewer: false, whole: false)
            : recorded.Fact is MatterWithdrawn ? Entry(recorded, matter, null)
            : null;
    }

    private static bool IsAbout(Guid promise, Matter matter, Part part) =>
        matter.File.Promises.Any(p => p.Id == promise && p.Part == part.Id);

    private static string? UnitOf(Guid part, Matter matter) => matter.File.Parts.FirstOrDefault(p => p.Id == part)?.Unit;

    internal static string? WordsOf(Outcome outcome) =>
        outcome switch
        {
            Outcome.Solved o => o.WhatWasDone.Text,
            Outcome.PartlySolved o => o.WhatWasDone.Text,
            Outcome.CannotBeSolved o => o.Reason.Text,
            Outcome.NotOurs o => o.Reason.Text,
            Outcome.AnotherDoor o => o.Reason.Text,
            Outcome.Withdrawn o => o.Reason?.Text,
            _ => null,
        };

    private static TimelineEntry Entry(RecordedFact recorded, Matter matter, ParticipantId? me)
    {
        var (author, handler) = recorded.Actor.Split(':') switch
        {
            ["person", var id] => (PartOf(new ParticipantId(Guid.Parse(id)), matter, me), (Guid?)null),
            ["staff", var id] => (TimelineAuthor.Staff, Guid.Parse(id)),
            ["partner", ..] => (TimelineAuthor.Staff, null),
            // A program speaks for whoever raised the matter through it.
            ["client", ..] => (PartOf(matter.File.Raiser.Id, matter, me), null),
            _ => (TimelineAuthor.Rules, null),
        };
        return new TimelineEntry(recorded.Seq, recorded.At, author, recorded.Unit, handler, recorded.Fact.GetType().Name);
    }

    private static string? RoleOf(ParticipantId person, Matter matter) =>
        matter.File.Participants.FirstOrDefault(p => p.Id == person)?.Role.ToString();

    private static TimelineAuthor PartOf(ParticipantId id, Matter matter, ParticipantId? me) =>
        id == me
            ? TimelineAuthor.You
            : matter.File.Participants.FirstOrDefault(p => p.Id == id)?.Role switch
            {
                ParticipantRole.Raiser => TimelineAuthor.Raiser,
                ParticipantRole.Joined => TimelineAuthor.Joined,
                _ => TimelineAuthor.Helper,
            };
}

/// <summary>A fact as it was recorded.</summary>
internal sealed record RecordedFact(int Seq, DateTimeOffset At, string Actor, string? Unit, Fact Fact);
