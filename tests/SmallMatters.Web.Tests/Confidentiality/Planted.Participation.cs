using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Participation;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Participation;
using SmallMatters.Tests.Kit;

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
}
