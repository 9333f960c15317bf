using Microsoft.AspNetCore.Authorization;
using SmallMatters.Domain.Learning;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Storage.Learning;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.JointHandling;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Learning;

/// <summary>The after-action notes on work that the reader's units had a part in, and closed matters to write one on.</summary>
[Authorize(Policies.Matters)]
public sealed class AfterActionsModel(Desk desk) : JointListModel<AfterAction>(desk)
{
    private const int Offered = 5;

    /// <summary>Settled matters of the reader's unit.</summary>
    public IReadOnlyList<MatterBeside> Settled { get; private set; } = [];

    protected override async Task PrepareAsync(CancellationToken cancel) =>
        Settled = await WorkReader.SettledAsync(Desk.Db, Desk.Scope, Offered, cancel);
}
