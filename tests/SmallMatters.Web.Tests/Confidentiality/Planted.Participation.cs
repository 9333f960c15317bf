using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Participation;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Participation;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Hazards;
using SmallMatters.Web.Tests.Participation;

namespace SmallMatters.Web.Tests.Confidentiality;

/// <summary>What residents take part in.</summary>
internal sealed partial class Planted
{
    /// <summary>The telephone of who proposed the planted priority, which nobody reads.</summary>
    public const string Proposer = "13900008886";

    /// <summary>The telephone of who supports it, which is kept nowhere once it counts.</summary>
    public const string Supporter = "13900008887";

    // Priorities that are open, by telephone and by mail, with one support; and wishes that nobody confirmed.
    private async Task PrioritiesAsync(TestHost host)
    {
        var (asks, ring) = (host.Services.GetRequiredService<ParticipationAsks>(), host.Services.GetRequiredService<KeyRing>());
        var proposal = new ProposePriority(Neighbourhood.Willow, "东门外装路灯", "晚上太暗");
        var (_, ask) = await asks.ProposeAsync(proposal, Proposer, null, Tongue.Zh);
        var confirmed = await asks.ConfirmAsync(ring.LinkFor(ask, 1));
        var (_, byMail) = await asks.ProposeAsync(proposal, null, "youxiang@example.org", Tongue.Zh);
        await asks.ConfirmAsync(ring.LinkFor(byMail, 1));
        var (_, support) = await asks.SupportAsync(confirmed.Priority, Supporter, null, Tongue.Zh);
        await asks.ConfirmAsync(ring.LinkFor(support, 1));
        await asks.SupportAsync(confirmed.Priority, Supporter, null, Tongue.Zh);
        var (_, waiting) = await asks.ProposeAsync(proposal, null, "weitichu@example.org", Tongue.Zh);
        Add("priorities/", "priority", $"{confirmed.Priority:N}");
        Add("priorities/mine", "secret", confirmed.Mine!);
        Add("priorities/confirm", "token", ring.LinkFor(waiting, 1));
        Add("staff/priorities/", "priority", $"{confirmed.Priority:N}");
        Add("staff/priorities/", "step", "answer");
    }

    /// <summary>What a resident wrote to the unit that asked.</summary>
    public const string Answered = "我家门口那盏灯想要矮的";

    /// <summary>The telephone of who wrote it, came to a meeting and took a task, which nobody reads.</summary>
    public const string TakesPart = "13900008885";

    // A consultation, a meeting and a task that residents can take part in, with what one resident gave to each.
    private async Task TakingPartAsync(TestHost host)
    {
        var part = await TakingPart.AtAsync(host);
        var ring = host.Services.GetRequiredService<KeyRing>();
        var replies = host.Services.GetRequiredService<ParticipationReplies>();
        var consultation = await part.WriteAsync(
            "/staff/consultations/new",
            [
                ("Form.Area", Neighbourhood.Willow),
                ("Form.Title", "步道的灯装成哪一种"),
                ("Form.Plan", "装三十盏灯。"),
                ("Form.Open", "灯的样子。"),
                ("Form.Settled", "装在哪里。"),
                ("Form.Question", "要哪一种？"),
                .. Inspecting.Day("Until", await part.DayAsync(20)),
            ]
        );
        var meeting = await part.WriteAsync(
            "/staff/meetings/new",
            [
                ("Form.Area", Neighbourhood.Willow),
                ("Form.Title", "当面谈"),
                .. TakingPart.When(await part.DayAsync(9)),
                ("Form.Where", "居委会一楼"),
                ("Form.Agenda", "路灯"),
            ]
        );
        var task = await part.WriteAsync(
            "/staff/tasks/new",
            [
                ("Form.Area", Neighbourhood.Willow),
                ("Form.Title", "看一遍楼道灯"),
                ("Form.What", "从一楼走到顶楼。"),
                ("Form.NotPart", "不爬高。"),
                ("Form.Where", "三栋门口"),
                .. TakingPart.When(await part.DayAsync(8)),
                ("Form.Needed", "3"),
            ]
        );
        var steps = new[] { (consultation, "paper"), (meeting, "move"), (task, "calloff") };
        foreach (var (address, step) in steps)
        {
            await TakingPart.StepAsync(part.Leader, $"{address}/release", ("Form.Released", "true"));
            var (folder, key) = (address["/".Length..address.LastIndexOf('/')], address.Split('/')[^1]);
            Add($"{folder}/", "id", key);
            Add($"{folder}/", "step", step);
            Add($"{folder["staff/".Length..]}/", "file", key);
        }
        var token = "";
        var given = new (ReplyKind Kind, string Address, ReplyBody Body)[]
        {
            (ReplyKind.Answer, consultation, new ReplyBody(Answered)),
            (ReplyKind.SignUp, meeting, new ReplyBody(Answered, null, new SignUp(2, []))),
            (ReplyKind.Place, task, new ReplyBody("")),
        };
        foreach (var (kind, address, body) in given)
        {
            var about = Guid.ParseExact(address.Split('/')[^1], "N");
            var (_, id) = await replies.AskAsync(kind, about, body, TakesPart, null, Tongue.Zh);
            token = ring.LinkFor(id, 1);
            await replies.ConfirmAsync(token);
        }
        var meets = Guid.ParseExact(meeting.Split('/')[^1], "N");
        var coming = new ReplyBody("", null, new SignUp(1, []));
        var (_, byMail) = await replies.AskAsync(ReplyKind.SignUp, meets, coming, null, "laikaihui@example.org", Tongue.Zh);
        await replies.ConfirmAsync(ring.LinkFor(byMail, 1));
        Add("taking-part", "token", token);
    }
}
