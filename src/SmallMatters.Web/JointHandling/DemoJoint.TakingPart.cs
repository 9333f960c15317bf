using System.Collections.Immutable;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Participation;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Matters.Views;

namespace SmallMatters.Web.JointHandling;

// What residents can take part in: of each kind one that is open and one that is over.
internal sealed partial class DemoJoint
{
    private async Task InvolveAsync(string area, Jurisdiction jurisdiction, DateTimeOffset now, CancellationToken cancel)
    {
        var writer = await ScopeAsync(Works, StaffRole.Handler, cancel);
        var leader = await ScopeAsync(Works, StaffRole.Supervisor, cancel);
        var today = jurisdiction.Calendar.DayOf(now);
        var morning = jurisdiction.Calendar.StartOfDay(today);
        await ConsultAsync(area, writer, leader, today, now, cancel);
        await MeetAsync(area, writer, leader, morning, now, cancel);
        await OfferAsync(area, writer, leader, morning, now, cancel);
    }

    private async Task ConsultAsync(
        string area,
        StaffScope writer,
        StaffScope leader,
        DateOnly today,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var open = new WriteConsultation(
            area,
            "河边步道的灯装成哪一种",
            "河边步道要装三十盏灯，年底以前装好。",
            "灯的样子、几点关灯。",
            "装在哪里不能改：电线已经埋好。",
            "您想要哪一种？晚上几点可以关？",
            "高杆灯，亮，照得远\n矮灯，不刺眼，照脚下",
            today.AddDays(12)
        );
        await OpenAsync(open, now.AddDays(-2));
        var past = open with
        {
            Title = "菜场几点可以卸货",
            Plan = "早上七点到九点不许在菜场门口卸货。",
            Open = "从几点到几点。",
            Settled = "消防通道不能占，这是法律规定。",
            Question = "您觉得几点合适？",
            Choices = null,
            Until = today.AddDays(-20),
        };
        var id = await OpenAsync(past, now.AddDays(-40));
        await StepAsync<Consultation>(
            id,
            writer,
            now.AddDays(-18),
            (it, by, _, _) => AnswerConsultationRule.Name(it, "商户要早点卸货", by),
            cancel
        );
        await StepAsync<Consultation>(
            id,
            writer,
            now.AddDays(-18),
            (it, by, _, _) => AnswerConsultationRule.Name(it, "送孩子上学过不去", by),
            cancel
        );
        var counts = new ConsultationCounts(19, 6, 1, ImmutableDictionary<int, int>.Empty.Add(1, 9).Add(2, 14), [], 0);
        await StepAsync<Consultation>(
            id,
            writer,
            now.AddDays(-17),
            (it, by, j, at) =>
                AnswerConsultationRule.Write(
                    it,
                    new AnswerConsultation(
                        [
                            new(1, ThemeOutcome.InPart, "六点半以前都可以卸，来得及摆摊。"),
                            new(2, ThemeOutcome.TakenUp, "七点到八点半门口全清空。"),
                        ],
                        "早上六点半到八点半，菜场门口不许卸货。",
                        "划线、立牌、通知商户。",
                        j.Calendar.DayOf(at).AddDays(30)
                    ),
                    counts,
                    by,
                    j,
                    at
                ),
            cancel
        );
        await StepAsync<Consultation>(
            id,
            leader,
            now.AddDays(-16),
            (it, by, j, at) => AnswerConsultationRule.Release(it, new ReleaseForResidents(true, null), counts, by, j, at),
            cancel
        );

        async Task<Guid> OpenAsync(WriteConsultation command, DateTimeOffset at)
        {
            var (done, key) = await Book(at)
                .BeginAsync(writer, area, (id, by, j, moment) => HoldConsultationRule.Write(command, id, by, j, moment), cancel);
            Written(done);
            await StepAsync<Consultation>(
                key,
                leader,
                at.AddHours(3),
                (it, by, j, moment) => HoldConsultationRule.Release(it, new ReleaseForResidents(true, null), by, j, moment),
                cancel
            );
            return key;
        }
    }

    private async Task MeetAsync(
        string area,
        StaffScope writer,
        StaffScope leader,
        DateTimeOffset morning,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var evening = morning.AddHours(19);
        var coming = new CallMeeting(
            area,
            "路灯和停车，当面谈",
            evening.AddDays(6),
            evening.AddDays(6).AddHours(1.5),
            "居委会一楼活动室，门口没有台阶",
            "河边步道的灯\n东门停车",
            "40"
        );
        var held = coming with
        {
            Title = "夏天以来的几件事",
            From = evening.AddDays(-25),
            Until = evening.AddDays(-25).AddHours(2),
            Agenda = "积水\n路灯",
        };
        var id = await CallAsync(held, now.AddDays(-35));
        await StepAsync<Meeting>(
            id,
            writer,
            now.AddDays(-22),
            (it, by, j, at) =>
                WriteMinutesRule.Write(
                    it,
                    new WriteMinutes(
                        "23",
                        [
                            new(MinuteKind.Answered, "积水的那一段什么时候修好？", "管子已经换完，下过两场雨没有再积。", null),
                            new(
                                MinuteKind.Promise,
                                "河边步道有两段没有灯。",
                                "装灯以前先征求大家意见。",
                                j.Calendar.DayOf(at).AddDays(21)
                            ),
                            new(
                                MinuteKind.Promise,
                                "东门早上堵。",
                                "早上派人疏导一个月，再看要不要改。",
                                j.Calendar.DayOf(at).AddDays(40)
                            ),
                            new(MinuteKind.Noted, "希望恳谈会放在晚上，上班的人也能来。", null, null),
                        ]
                    ),
                    by,
                    j,
                    at
                ),
            cancel
        );
        await StepAsync<Meeting>(
            id,
            leader,
            now.AddDays(-21),
            (it, by, j, at) => WriteMinutesRule.Release(it, new ReleaseForResidents(true, null), by, j, at),
            cancel
        );
        await StepAsync<Meeting>(
            id,
            writer,
            now.AddDays(-2),
            (it, by, j, at) =>
                WriteMinutesRule.EndPromise(it, it.Minutes!.Lines[1].Id, true, "已经开始征求意见，在“参与”里可以写。", by, j, at),
            cancel
        );
        await CallAsync(coming, now.AddDays(-3));

        async Task<Guid> CallAsync(CallMeeting command, DateTimeOffset at)
        {
            var (done, key) = await Book(at)
                .BeginAsync(writer, area, (id, by, j, moment) => CallMeetingRule.Write(command, id, by, j, moment), cancel);
            Written(done);
            await StepAsync<Meeting>(
                key,
                leader,
                at.AddHours(3),
                (it, by, j, moment) => CallMeetingRule.Release(it, new ReleaseForResidents(true, null), by, j, moment),
                cancel
            );
            return key;
        }
    }

    private async Task OfferAsync(
        string area,
        StaffScope writer,
        StaffScope leader,
        DateTimeOffset morning,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var evening = morning.AddHours(19);
        var coming = new OfferTask(
            area,
            "周末看一遍楼道灯",
            "两个人一组，从一楼走到顶楼，哪层不亮记下来，交给维修台。手电和记录本在居委会领。",
            "不爬高，不拆灯，不进别人家，不拍人。",
            "居委会门口",
            evening.AddDays(4),
            evening.AddDays(4).AddHours(1.5),
            "6"
        );
        await OpenAsync(coming, now.AddDays(-1));
        var past = coming with { From = evening.AddDays(-10), Until = evening.AddDays(-10).AddHours(1.5) };
        var id = await OpenAsync(past, now.AddDays(-15));
        await StepAsync<VolunteerTask>(
            id,
            writer,
            now.AddDays(-8),
            (it, by, _, at) => OfferTaskRule.End(it, "记下来十一盏不亮，九盏已经换好，两盏等配件。", by, at),
            cancel
        );

        async Task<Guid> OpenAsync(OfferTask command, DateTimeOffset at)
        {
            var (done, key) = await Book(at)
                .BeginAsync(writer, area, (id, by, j, moment) => OfferTaskRule.Write(command, id, by, j, moment), cancel);
            Written(done);
            await StepAsync<VolunteerTask>(
                key,
                leader,
                at.AddHours(3),
                (it, by, j, moment) => OfferTaskRule.Release(it, new ReleaseForResidents(true, null), by, j, moment),
                cancel
            );
            return key;
        }
    }

    private async Task StepAsync<T>(
        Guid id,
        StaffScope scope,
        DateTimeOffset at,
        Func<T, Actor.Staff, Jurisdiction, DateTimeOffset, JointDecision> decide,
        CancellationToken cancel
    )
        where T : JointFile => Written(await Book(at).DecideAsync(id, scope, decide, null, cancel));
}
