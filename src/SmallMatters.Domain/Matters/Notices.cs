using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Matters;

/// <summary>
/// Who is told when something happens to a matter, and with which words. The words name the reference and the step and
/// carry the person's own link; what it is about is read behind the link, never in a message that a telephone shows to
/// whoever holds it.
/// </summary>
public static class Notices
{
    /// <summary>The notices that a fact causes, after it.</summary>
    public static IEnumerable<Notice> For(Fact fact, Matter after)
    {
        var step = StepOf(fact) ?? (IsLastPart(fact, after) ? LastPart : null);
        if (step is null || IsNoNews(fact))
        {
            yield break;
        }
        foreach (var person in after.File.Participants)
        {
            if (
                person is { Reachable: true, Erased: false }
                && (fact is not Joined joined || joined.Participant.Id == person.Id)
                && (fact is not RightAnswered answered || answered.To == person.Id)
            )
            {
                yield return new Notice(person.Id, fact.GetType().Name, step.Value.In(person.Tongue));
            }
        }
    }

    /// <summary>
    /// What somebody is told whose own matter was merged into this one: every step that is news to them too, and nothing that
    /// only those who take part in this one can answer. Null when there is nothing to tell.
    /// </summary>
    public static Bilingual? ForMerged(Fact fact) =>
        IsNoNews(fact)
            ? null
            : fact switch
            {
                Raised or Joined or Asked or RightAnswered => null,
                OutcomeProposed => new("已有办理结果", "there is a result"),
                _ => StepOf(fact),
            };

    // Residents are shown the clock of dealing with a matter and no other, and a day that stayed is no news to them.
    private static bool IsNoNews(Fact fact) =>
        fact is DeadlineRecomputed { After.Deadline.DueOn: var day } recomputed
        && (recomputed.Purpose != ClockFor.Handle || recomputed.Before == day);

    // One voice: who takes part hears of the parts once, when the last of them has ended.
    private static Bilingual LastPart { get; } = new("各协办单位都已有结果", "every unit that helps has given its result");

    private static bool IsLastPart(Fact fact, Matter after) => fact is PartEnded && !after.File.OpenParts.Any();

    private static Bilingual? StepOf(Fact fact) =>
        fact switch
        {
            Raised => new("我们已收到您的诉求", "we have received your matter"),
            Joined => new("您已加入这件诉求", "you have joined this matter"),
            Replied => new("有新的答复", "there is a new reply"),
            Asked => new("需要您补充一点情况", "we have a question for you"),
            PromiseChanged => new("一项承诺有变更，并写明了原因", "a promise was changed, with the reason"),
            PartCalledOff => new("有一项已取消，其他照常", "one part was called off; the others go on"),
            PromiseKept => new("一项承诺已兑现", "a promise was kept"),
            ClockExtended => new("办理时限有变更，并写明了原因", "the date was changed, with the reason"),
            DeadlineRecomputed => new("因放假安排公布，答复日期有调整", "the date moved with the published holidays"),
            HandOverAccepted => new("已由新的单位主办", "another unit now deals with it"),
            Designated => new("已明确由哪个单位主办", "it was decided which unit deals with it"),
            RouteChosen => new("已为您选定法定途径，并写明到哪里办", "a lawful route was chosen, with where it goes"),
            RouteReceipted => new("法定途径已有回执", "the lawful route has receipted it"),
            OutcomeProposed => new("已有办理结果，请您评价", "there is a result; please judge it"),
            Reopened => new("将重新办理", "it is dealt with again"),
            OutcomeStands => new("复查已有结论", "the review is decided"),
            RightAnswered => new("您提出的请求已有答复", "what you asked for was answered"),
            MatterMerged => new("已与同一问题的另一件诉求合并", "it was merged with another about the same thing"),
            _ => null,
        };
}

/// <summary>A message to a person.</summary>
/// <param name="To">To whom.</param>
/// <param name="Template">Name of the fact that caused it.</param>
/// <param name="Step">What happened, in their language.</param>
public sealed record Notice(ParticipantId To, string Template, string Step);
