using System.Net;
using SmallMatters.Domain.Matters;
using SmallMatters.Tests.Kit;
using Xunit;

namespace SmallMatters.Web.Tests.Matters;

public class ActingTests(TestHosts hosts)
{
    [Theory, OnBothDatabases]
    public async Task A_handler_takes_a_matter_with_one_press(DatabaseKind kind)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var raised = await office.RaiseAsync();

        var after = await clerk.Browser.SubmitAsync(await clerk.OpenAsync(raised), form: "form[action$='/take']");

        Assert.Equal(clerk.Id, (await office.NowAsync(raised)).File.Handler);
        Assert.Contains(clerk.Name, after.Main);
    }

    [Theory, OnBothDatabases]
    public async Task Only_a_supervisor_or_the_handler_gives_a_matter_to_somebody_else(DatabaseKind kind)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var head = await office.HireAsync(Neighbourhood.WillowDesk, StaffRole.Supervisor);
        var raised = await office.RaiseAsync();

        Assert.Equal(HttpStatusCode.Forbidden, (await clerk.OpenAsync(raised, "assign")).Status);
        await head.Browser.SubmitAsync(await head.OpenAsync(raised, "assign"), [("Handler", clerk.Id.Value.ToString())]);

        Assert.Equal(clerk.Id, (await office.NowAsync(raised)).File.Handler);
    }

    [Theory, OnBothDatabases]
    public async Task A_matter_is_not_given_to_somebody_of_another_unit(DatabaseKind kind)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var head = await office.HireAsync(Neighbourhood.WillowDesk, StaffRole.Supervisor);
        var stranger = await office.HireAsync(Neighbourhood.BellDesk);
        var raised = await office.RaiseAsync();

        var page = await head.Browser.SubmitAsync(
            await head.OpenAsync(raised, "assign"),
            [("Handler", stranger.Id.Value.ToString())]
        );

        Assert.Contains("只能交给本单位的人员。", page.Mistakes);
        Assert.Null((await office.NowAsync(raised)).File.Handler);
    }

    [Theory, OnBothDatabases]
    public async Task Another_units_staff_cannot_open_or_send_any_form_of_a_matter(DatabaseKind kind)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var stranger = await office.HireAsync(Neighbourhood.BellDesk);
        var raised = await office.RaiseAsync();
        var form = await clerk.OpenAsync(raised, "note");
        foreach (
            var act in new[]
            {
                "take",
                "assign",
                "sort",
                "ask",
                "answer",
                "reply",
                "note",
                "hand-over",
                "hand-over/answer",
                "hand-over/take-back",
                "extend",
                "close",
                "merge",
            }
        )
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await stranger.OpenAsync(raised, act)).Status);
        }
        // The clerk's own form, sent by the stranger.
        var own = await stranger.Browser.GetAsync("/staff/raise");
        var sent = Browser.RequestOf(own, [("Form.Text", "外人的备注")]);
        sent.RequestUri = new Uri(form.Address.ToString());
        Assert.Equal(HttpStatusCode.Forbidden, (await stranger.Browser.SendAsync(sent)).Status);
        Assert.DoesNotContain("外人的备注", (await clerk.OpenAsync(raised)).Text);
    }

    [Theory, OnBothDatabases]
    public async Task What_was_typed_stays_when_it_is_refused(DatabaseKind kind)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var raised = await office.RaiseAsync();
        var form = await clerk.OpenAsync(raised, "reply");

        var page = await clerk.Browser.SubmitAsync(
            form,
            [
                ("Form.Text", "周五前修好。"),
                ("Form.Promises[0].What", "换灯"),
                ("Form.Promises[0].DueOn.year", "1999"),
                ("Form.Promises[0].DueOn.month", "1"),
                ("Form.Promises[0].DueOn.day", "2"),
            ]
        );

        Assert.Contains("承诺日期须在今天到一年之内。", page.Mistakes);
        Assert.Equal("周五前修好。", page.ValueOf("Form.Text"));
        Assert.Equal("1999", page.ValueOf("Form.Promises[0].DueOn.year"));
        Assert.Empty((await office.NowAsync(raised)).File.Promises);
    }

    [Theory, OnBothDatabases]
    public async Task A_promise_is_made_changed_with_a_reason_and_kept(DatabaseKind kind)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var raised = await office.RaiseAsync();
        var calendar = (await office.Host.JurisdictionAsync()).Calendar;
        var day = calendar.DayOf(office.Host.Clock.GetUtcNow()).AddDays(10);

        await clerk.Browser.SubmitAsync(
            await clerk.OpenAsync(raised, "reply"),
            [
                ("Form.Text", "我们会换灯。"),
                ("Form.Promises[0].What", "换灯"),
                ("Form.Promises[0].DueOn.year", $"{day.Year}"),
                ("Form.Promises[0].DueOn.month", $"{day.Month}"),
                ("Form.Promises[0].DueOn.day", $"{day.Day}"),
            ]
        );
        var promise = Assert.Single((await office.NowAsync(raised)).File.Promises);
        Assert.Equal(day, promise.DueOn);
        Assert.Contains("换灯", (await clerk.Browser.GetAsync("/staff/promises")).Main);

        var noReason = await clerk.Browser.SubmitAsync(
            await clerk.OpenAsync(raised, $"promises/{promise.Id:N}/change"),
            [("Form.Way", "give-up")]
        );
        Assert.Contains("请写明变更原因，居民会看到。", noReason.Mistakes);

        var later = day.AddDays(3);
        await clerk.Browser.SubmitAsync(
            await clerk.OpenAsync(raised, $"promises/{promise.Id:N}/change"),
            [
                ("Form.Way", "move"),
                ("Form.NewDay.year", $"{later.Year}"),
                ("Form.NewDay.month", $"{later.Month}"),
                ("Form.NewDay.day", $"{later.Day}"),
                ("Form.Reason", "灯还没到货。"),
            ]
        );
        Assert.Equal(later, Assert.Single((await office.NowAsync(raised)).File.Promises).DueOn);

        await clerk.Browser.SubmitAsync(await clerk.OpenAsync(raised, $"promises/{promise.Id:N}/keep"), [("Form.How", "已换。")]);
        Assert.Equal(PromiseState.Kept, Assert.Single((await office.NowAsync(raised)).File.Promises).State);
        Assert.DoesNotContain(raised.Reference.ToString(), (await clerk.Browser.GetAsync("/staff/promises")).Main);
    }

    [Theory, OnBothDatabases]
    public async Task A_question_is_asked_once_and_its_answer_by_telephone_written_down(DatabaseKind kind)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var raised = await office.RaiseAsync();

        var page = await clerk.Browser.SubmitAsync(await clerk.OpenAsync(raised, "ask"), [("Form.Text", "哪一盏灯？")]);
        Assert.Contains("正在等居民回答", page.Main);
        Assert.Equal(HttpStatusCode.Conflict, (await clerk.OpenAsync(raised, "ask")).Status);

        await clerk.Browser.SubmitAsync(await clerk.OpenAsync(raised, "answer"), [("Form.Text", "门口左边那盏。")]);
        Assert.Equal(QuestionState.Answered, Assert.Single((await office.NowAsync(raised)).File.Questions).State);
        Assert.Contains("门口左边那盏。", (await clerk.OpenAsync(raised)).Main);
    }

    [Theory, OnBothDatabases]
    public async Task The_sender_owns_a_matter_until_the_next_owner_accepts(DatabaseKind kind)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var sender = await office.HireAsync(Neighbourhood.WillowDesk);
        var next = await office.HireAsync(Neighbourhood.BellDesk);
        var raised = await office.RaiseAsync();

        await sender.Browser.SubmitAsync(
            await sender.OpenAsync(raised, "hand-over"),
            [("Form.To", Neighbourhood.BellDesk), ("Form.Ground", "place"), ("Form.Reason", "在你们那边。")]
        );
        Assert.Equal(Neighbourhood.WillowDesk, (await office.NowAsync(raised)).File.Owner);

        var refusal = await next.Browser.SubmitAsync(
            await next.OpenAsync(raised, "hand-over/answer"),
            [("Form.Answer", "Refuse")]
        );
        Assert.EndsWith("请写明为什么不接收。", refusal.MistakeBeside("Form.Reason"));
        await next.Browser.SubmitAsync(await next.OpenAsync(raised, "hand-over/answer"), [("Form.Answer", "Accept")]);
        Assert.Equal(Neighbourhood.BellDesk, (await office.NowAsync(raised)).File.Owner);
    }

    [Theory]
    [OnBothDatabases("Solved", null)]
    [OnBothDatabases("CannotBeSolved", null)]
    [OnBothDatabases("PartlySolved", "Form.Remains")]
    [OnBothDatabases("NotOurs", "Form.AcceptedBy")]
    [OnBothDatabases("AnotherDoor", "Form.Door")]
    public async Task Each_outcome_asks_for_what_the_resident_needs_to_judge_it(
        DatabaseKind kind,
        string outcome,
        string? missing
    )
    {
        var office = new Office(await hosts.OnAsync(kind));
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var raised = await office.RaiseAsync();
        var day = (await office.Host.JurisdictionAsync()).Calendar.DayOf(office.Host.Clock.GetUtcNow()).AddDays(20);

        var bare = await clerk.Browser.SubmitAsync(
            await clerk.OpenAsync(raised, "close"),
            [("Form.As", outcome), ("Form.Words", "情况如下。")]
        );
        if (missing is not null)
        {
            Assert.NotNull(bare.MistakeBeside(missing));
            Assert.Equal("情况如下。", bare.ValueOf("Form.Words"));
            await clerk.Browser.SubmitAsync(
                bare,
                [
                    ("Form.Remains", "油漆"),
                    ("Form.RemainsBy.year", $"{day.Year}"),
                    ("Form.RemainsBy.month", $"{day.Month}"),
                    ("Form.RemainsBy.day", $"{day.Day}"),
                    ("Form.AcceptedBy", "邻区城管"),
                    ("Form.Door", "Court"),
                    ("Form.DoorWhere", "区人民法院"),
                ]
            );
        }

        var closed = Assert.IsType<Matter.Closed>(await office.NowAsync(raised));
        Assert.Equal(outcome, closed.Outcome.Code.ToString());
        Assert.Equal(outcome == "PartlySolved" ? 1 : 0, closed.File.Promises.Length);
    }

    [Theory, OnBothDatabases]
    public async Task A_matter_does_not_close_without_an_outcome_or_over_an_open_promise(DatabaseKind kind)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var raised = await office.RaiseAsync();
        var form = await clerk.OpenAsync(raised, "close");
        var none = await clerk.Browser.SubmitAsync(form, [("Form.Words", "好了")]);
        Assert.EndsWith("请选择一个办理结果。", none.MistakeBeside("Form.As"));

        await office.DoAsync(
            raised,
            clerk.Actor,
            (m, j, now) =>
                ReplyRule.Decide(
                    m,
                    new Reply("会修。", [("修好", j.Calendar.DayOf(now).AddDays(3))]),
                    clerk.Actor,
                    j.Calendar.DayOf(now),
                    now
                )
        );
        var page = await clerk.Browser.SubmitAsync(
            await clerk.OpenAsync(raised, "close"),
            [("Form.As", "Solved"), ("Form.Words", "好了")]
        );
        Assert.Contains("还有未兑现的承诺。请先兑现，或写明原因变更承诺。", page.Mistakes);
        Assert.IsType<Matter.Open>(await office.NowAsync(raised));
    }

    [Theory, OnBothDatabases]
    public async Task Who_sends_second_sees_what_changed_and_loses_no_typing(DatabaseKind kind)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var slow = await office.HireAsync(Neighbourhood.WillowDesk);
        var quick = await office.HireAsync(Neighbourhood.WillowDesk, name: "手快的同事");
        var raised = await office.RaiseAsync();
        var form = await slow.OpenAsync(raised, "reply");
        await quick.Browser.SubmitAsync(await quick.OpenAsync(raised, "note"), [("Form.Text", "我刚去看过。")]);

        var conflict = await slow.Browser.SubmitAsync(form, [("Form.Text", "我们周五来看。")]);

        Assert.Equal(HttpStatusCode.Conflict, conflict.Status);
        Assert.Contains("我刚去看过。", conflict.Main);
        Assert.Contains("手快的同事", conflict.Main);
        Assert.Equal("我们周五来看。", conflict.ValueOf("Form.Text"));
        Assert.DoesNotContain("我们周五来看。", (await quick.OpenAsync(raised)).Main);

        var sent = await slow.Browser.SubmitAsync(conflict);
        Assert.Contains("我们周五来看。", sent.Main);
        Assert.Equal(HttpStatusCode.OK, sent.Status);
    }

    [Theory, OnBothDatabases]
    public async Task Two_people_who_take_the_same_matter_do_not_both_have_it(DatabaseKind kind)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var one = await office.HireAsync(Neighbourhood.WillowDesk, name: "先到的");
        var two = await office.HireAsync(Neighbourhood.WillowDesk);
        var raised = await office.RaiseAsync();
        var first = await one.OpenAsync(raised);
        var second = await two.OpenAsync(raised);

        await one.Browser.SubmitAsync(first, form: "form[action$='/take']");
        var conflict = await two.Browser.SubmitAsync(second, form: "form[action$='/take']");

        Assert.Equal(HttpStatusCode.Conflict, conflict.Status);
        Assert.Contains("先到的", conflict.Main);
        Assert.Equal(one.Id, (await office.NowAsync(raised)).File.Handler);
    }

    [Theory, OnBothDatabases]
    public async Task Sorting_sends_the_matter_to_the_owner_that_the_rules_name(DatabaseKind kind)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var raised = await office.RaiseAsync(Neighbourhood.Other, words: "灯不亮");

        var page = await clerk.Browser.SubmitAsync(
            await clerk.OpenAsync(raised, "sort"),
            [("Form.Kind", "Request"), ("Form.Category", Neighbourhood.Lamp)]
        );

        Assert.Equal(Neighbourhood.Lamps, (await office.NowAsync(raised)).File.Owner);
        Assert.Contains("其他单位的诉求", page.Main);
    }

    [Theory, OnBothDatabases]
    public async Task Only_a_supervisor_extends_and_the_resident_is_told_why(DatabaseKind kind)
    {
        var office = new Office(await hosts.OnAsync(kind));
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var head = await office.HireAsync(Neighbourhood.Street, StaffRole.Supervisor);
        var raised = await office.RaiseAsync();
        var before = (await office.NowAsync(raised)).File.Running(ClockFor.Handle)!.Clock.Deadline.DueAt;

        Assert.Equal(HttpStatusCode.Forbidden, (await clerk.OpenAsync(raised, "extend")).Status);
        var form = await head.OpenAsync(raised, "extend");
        Assert.NotNull((await head.Browser.SubmitAsync(form)).MistakeBeside("Form.Reason"));
        await head.Browser.SubmitAsync(form, [("Form.Reason", "要等检测结果。")]);

        Assert.True((await office.NowAsync(raised)).File.Running(ClockFor.Handle)!.Clock.Deadline.DueAt > before);
        Assert.Contains("要等检测结果。", (await clerk.OpenAsync(raised)).Main);
    }
}
