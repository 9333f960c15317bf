using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Services;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Services;
using SmallMatters.Tests.Kit;
using Xunit;

namespace SmallMatters.Web.Tests.Confidentiality;

/// <content>A matter that is worked on with all that there is.</content>
internal sealed partial class PlantedLives
{
    private async Task WorkedOnAsync()
    {
        var clerk = await _office.HireAsync(Neighbourhood.WillowDesk, name: Of("users.display_name"));
        var leader = await _office.HireAsync(Neighbourhood.WillowDesk, StaffRole.Supervisor);
        var helper = await _office.HireAsync(Neighbourhood.Station);
        var reviewer = await _office.HireAsync(Neighbourhood.Review, StaffRole.Reviewer);
        var (by, other) = (clerk.Actor, helper.Actor);
        var raised = await RaiseAsync(
            r =>
                r with
                {
                    Origin = Origin.OnBehalf,
                    Channel = Channel.Phone,
                    Title = Of("Raised.Title"),
                    Where = new Where(null, Of("Raised.Where"), null, null),
                    ReadBack = Of("Raised.ReadBack"),
                    Contact = new Contact(
                        new PersonalText(r.Raiser, Of("Contact.Name")),
                        new PersonalText(r.Raiser, "13900009999"),
                        new PersonalText(r.Raiser, "anji@example.org")
                    ),
                    Tongue = Tongue.Zh,
                },
            Of("Raised.Description")
        );
        var me = new Actor.Person(raised.Raiser);

        await using (var db = _host.OpenDb())
        {
            var view = await _host.Services.GetRequiredService<MatterReader>().ByLinkAsync(db, raised.Link);
            await _host
                .Services.GetRequiredService<NeedsBook>()
                .DeclareAsync(view!, new DeclareNeeds(true, SpokenBest, 9, 11, true, 6));
        }
        await DoAsync(raised, by, "take", (m, _, _) => AssignRule.Decide(m, new Assign(clerk.Id), [clerk.Unit], by));
        await DoAsync(raised, by, "ask", (m, j, now) => AskRule.Decide(m, new Ask(Of("Question.Text")), by, j, now));
        await DoAsync(
            raised,
            me,
            "answer",
            (m, _, now) =>
                AnswerQuestionRule.Decide(m, new AnswerQuestion(m.File.Questions[0].Id, Of("QuestionAnswered.Text")), me, now)
        );
        var photo = Guid.CreateVersion7(_host.Clock.GetUtcNow());
        Assert.IsType<ChangeResult.Changed>(
            await _host.Book.DecideAsync(
                raised.Id,
                me,
                (m, _, _) => AddRule.Decide(m, new Add(Of("InformationAdded.Text"), [photo]), me),
                photos: [new NewPhoto(photo, "image/png", 1, 1, "00", [1])]
            )
        );
        await DoAsync(raised, by, "note", (m, _, _) => NoteRule.Decide(m, new Note(Of("Noted.Text")), by));
        await DoAsync(
            raised,
            by,
            "threat",
            (m, _, _) => RecordThreatRule.Decide(m, new RecordThreat(ThreatTo.Property, Of("ThreatRecorded.Text"), true), by)
        );
        await DoAsync(
            raised,
            by,
            "reply",
            (m, j, now) =>
                ReplyRule.Decide(
                    m,
                    new Reply(Of("Replied.Text"), [(Of("Promise.What"), j.Calendar.DayOf(now).AddDays(3))]),
                    by,
                    j.Calendar.DayOf(now),
                    now
                )
        );
        await DoAsync(
            raised,
            by,
            "change promise",
            (m, j, now) =>
                ChangePromiseRule.Decide(
                    m,
                    new ChangePromise(m.File.Promises[0].Id, j.Calendar.DayOf(now).AddDays(4), Of("PromiseChanged.Reason")),
                    by,
                    j.Calendar.DayOf(now)
                )
        );
        await DoAsync(
            raised,
            by,
            "keep promise",
            (m, j, now) =>
                KeepPromiseRule.Decide(
                    m,
                    new KeepPromise(m.File.Promises[0].Id, Of("PromiseKept.How")),
                    by,
                    j.Calendar.DayOf(now)
                )
        );
        await DoAsync(
            raised,
            leader.Actor,
            "extend",
            (m, j, now) => TickClockRule.Extend(m, null, Of("ClockExtended.Reason"), leader.Actor, j, now)
        );
        await PartsAsync(raised, by, other);
        await DoAsync(
            raised,
            me,
            "right",
            (m, j, now) => RightRule.Ask(m, new AskRight(RightKind.Explain, Of("RightRequest.Words")), me, j, now)
        );
        await DoAsync(
            raised,
            by,
            "answer right",
            (m, _, now) => RightRule.Answer(m, m.File.Rights[0].Id, RightState.Granted, Of("RightAnswered.Words"), by, now)
        );
        await JudgedAsync(raised, by, reviewer.Actor);
    }
}
