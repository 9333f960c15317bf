using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Transfers;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Timing;
using SmallMatters.Storage.Transfers;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using SmallMatters.Web.Tests.Webhooks;
using SmallMatters.Web.Transfers;
using Xunit;

namespace SmallMatters.Web.Tests.Confidentiality;

/// <content>What the lines are done in.</content>
public partial class ReceiptTableTests
{
    private sealed class Scene(TestHost host, byte[] key)
    {
        private int _sequence;

        public TestHost Host => host;

        public Office Office { get; } = new(host);

        public TransferDesk Desk => host.Services.GetRequiredService<TransferDesk>();

        public static async Task<Scene> MakeAsync(TestHost host)
        {
            var (key, _) = await host
                .Services.GetRequiredService<CounterpartBook>()
                .AddAsync(Hotline, "市 12345 热线", Neighbourhood.WillowDesk, By);
            await Assessed.PermitAsync(host, TransfersOut.FlowOf(Hotline));
            return new Scene(host, Convert.FromBase64String(key!));
        }

        public Task<RaiseResult.Raised> RaiseAsync(Func<Raise, Raise>? change = null) =>
            Office.RaiseAsync(phone: "13900001111", name: Name, change: change);

        public async Task<Opening> ByAsync(string unit, StaffRole role, RaiseResult.Raised? raised = null)
        {
            var matter = raised ?? await RaiseAsync();
            var clerk = await Office.HireAsync(unit, role);
            return new(matter.Link, async () => Assert.Equal(HttpStatusCode.OK, (await clerk.OpenAsync(matter)).Status));
        }

        public async Task<(MatterId Id, string Link)> TransferredAsync()
        {
            var number = $"P-{++_sequence}";
            var rows =
                $"number,kind,category,area,words,name,phone\n{number},Complaint,{Neighbourhood.Noise},{Neighbourhood.Willow},半夜放音乐,{Name},13900001111\n";
            var taken = await Desk.TakeAsync(
                TransferPackage.Make(
                    new TransferManifest(
                        1,
                        TransferKind.Matters,
                        Hotline,
                        Neighbourhood.Code,
                        _sequence,
                        1,
                        MovableClock.Start,
                        []
                    ),
                    new Dictionary<string, byte[]> { ["matters.csv"] = Encoding.UTF8.GetBytes(rows) },
                    key
                ),
                Neighbourhood.WillowDesk,
                false,
                By
            );
            Assert.Null(taken.Why);
            await using var db = host.OpenDb();
            var id = await db.Set<MatterRow>().Where(m => m.ExternalNumber == number).Select(m => m.Id).SingleAsync();
            var raiser = await db.Set<ParticipantRow>().SingleAsync(p => p.MatterId == id);
            return (id, host.Services.GetRequiredService<KeyRing>().LinkFor(raiser.Id.Value, raiser.LinkIssue));
        }

        // The clock goes back again when this returns.
        public async Task SweepAsync(int daysAgo)
        {
            host.Clock.Advance(TimeSpan.FromDays(-daysAgo));
            await host.Services.GetRequiredService<ClockSweep>().RunAsync();
        }

        public async Task DecideAsync(
            MatterId id,
            Func<Matter, Actor.Staff, Domain.Units.Jurisdiction, DateTimeOffset, Decision?> decide
        )
        {
            var by = (await Office.HireAsync(Neighbourhood.WillowDesk)).Actor;
            Assert.IsType<ChangeResult.Changed>(await host.Book.DecideAsync(id, by, (m, j, now) => decide(m, by, j, now)));
        }

        public Task CloseAsync(MatterId id) =>
            DecideAsync(id, (m, by, j, now) => CloseRule.Decide(m, new Close(OutcomeCode.Solved, "已经谈好。"), by, j, now));

        public async Task<int> SendBackAsync()
        {
            var (package, why) = await Desk.SendAsync(Hotline, Neighbourhood.WillowDesk, false, By);
            Assert.Null(why);
            return package!.Manifest.Sequence;
        }
    }
}
