using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Conduct;
using SmallMatters.Storage.Disputes;
using SmallMatters.Storage.Learning;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Services;
using SmallMatters.Storage.Visits;

namespace SmallMatters.Web.Following;

/// <summary>The matter, for who has the link: where it stands, what happened, what one can do. Also takes the answer to a question.</summary>
public sealed class MatterModel(FollowServices own, DisputeReader disputes) : FollowPage(own)
{
    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public Guid Question { get; set; }

    /// <summary>The question that waits for an answer, for who may answer it.</summary>
    public Question? Waiting => MayAct ? File.Questions.LastOrDefault(q => q.State == QuestionState.Waiting) : null;

    public MatterClock? Handle => File.Clocks.LastOrDefault(c => c.Purpose == ClockFor.Handle);

    public MatterClock? Window => File.Running(ClockFor.VerdictWindow);

    public bool MayJudge => MayAct && View.Matter is Matter.Closed && Window is { } window && Now < window.Clock.Deadline.DueAt;

    public bool MayAskReview =>
        MayAct
        && !File.InternalReviewUsed
        && View.Matter switch
        {
            Matter.Closed c => Now <= c.ClosedAt + AskInternalReviewRule.Window,
            Matter.Settled { By: not Settlement.Ended } s => Now <= s.ClosedAt + AskInternalReviewRule.Window,
            _ => false,
        };

    /// <summary>The matter that this one was merged into, as everybody sees it.</summary>
    public PublicMatter? MergedInto { get; private set; }

    /// <summary>The raiser's own room, where they are a party of a dispute that grew out of the matter.</summary>
    public string? Room { get; private set; }

    /// <summary>Whether a visit was proposed or made.</summary>
    public bool HasVisit { get; private set; }

    /// <summary>Whether a time of a service was booked.</summary>
    public bool HasBooking { get; private set; }

    /// <summary>For a matter of conduct: what the unit was told and how far its review has come; null before.</summary>
    public ConductSteps? Conduct { get; private set; }

    /// <summary>Whether they may agree, or have agreed, that staff learn from their verdict.</summary>
    public bool MayTeach { get; private set; }

    /// <summary>What the unit was told of the resident's praise; null before, and for any other matter.</summary>
    public PraiseTold? Praise { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Praise = await PraiseLists.ToldAsync(Own.Db, File, cancel);
        MayTeach = LessonConsents.MayBeAsked(View) || await LessonConsents.AgreedAsync(Own.Db, View, cancel) is not null;
        Conduct = await ConductReviews.StepsAsync(Own.Db, File, cancel);
        HasVisit = await VisitBook.OfMatterAsync(Own.Db, File.Id, cancel) is not null;
        HasBooking = await BookingBook.OfMatterAsync(Own.Db, File.Id, cancel) is not null;
        Room = IsRaiser ? await disputes.RoomOfRaiserAsync(Own.Db, View.Me.Id, cancel) : null;
        if (View.Matter.CurrentOutcome is Outcome.Merged merged)
        {
            var publicSpace = Jurisdiction.Categories.Values.Where(c => c.PublicSpace).Select(c => c.Code).ToList();
            MergedInto = await PublicMatters
                .Of(Own.Db, publicSpace)
                .FirstOrDefaultAsync(m => m.Number == merged.IntoReference.Value, cancel);
        }
    }

    public Task<IActionResult> OnPostAsync() =>
        DecideAsync(
            (matter, _, now) => AnswerQuestionRule.Decide(matter, new AnswerQuestion(Question, Text ?? ""), Me, now),
            "谢谢，您的回答已交给承办单位。",
            "Thank you. Your answer is with the unit."
        );
}
