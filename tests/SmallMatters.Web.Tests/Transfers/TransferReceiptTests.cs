using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Transfers;
using SmallMatters.Storage.Accounts;
using SmallMatters.Storage.Confidentiality;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Transfers;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using SmallMatters.Web.Tests.Webhooks;
using SmallMatters.Web.Transfers;
using Xunit;

namespace SmallMatters.Web.Tests.Transfers;

/// <summary>What the other side says of what it was told, and what has still to be told.</summary>
public class TransferReceiptTests
{
    private const string Police = "city-110";
    private static readonly Doer By = new(null, "test");

    private sealed record Scene(TestHost Host, byte[] Key)
    {
        public TransferDesk Desk => Host.Services.GetRequiredService<TransferDesk>();

        public TransferBook Book => Host.Services.GetRequiredService<TransferBook>();

        public Task<TransferTaken> CarryInAsync(
            TransferKind kind,
            int sequence,
            int count,
            string name,
            string rows,
            bool dryRun
        ) =>
            Desk.TakeAsync(
                TransferPackage.Make(
                    new TransferManifest(1, kind, Police, Neighbourhood.Code, sequence, count, MovableClock.Start, []),
                    new Dictionary<string, byte[]> { [name] = Encoding.UTF8.GetBytes(rows) },
                    Key
                ),
                Neighbourhood.WillowDesk,
                dryRun,
                By
            );

        public Task<TransferTaken> AnswerAsync(string rows, int sequence = 1, int count = 2, bool dryRun = false) =>
            CarryInAsync(TransferKind.Receipt, sequence, count, "receipt.csv", $"row,number,fate,code\n{rows}", dryRun);

        public async Task<(int? Rows, string? Code)> SendAsync(bool everything = false)
        {
            var (package, why) = await Desk.SendAsync(Police, null, everything, By);
            return (package?.Manifest.Count, why?.Code);
        }
    }

    // Two matters that came by file, both told of.
    private static async Task<Scene> ToldAsync(DatabaseKind kind)
    {
        var host = await TestHost.StartAsync(kind);
        var (key, _) = await host
            .Services.GetRequiredService<CounterpartBook>()
            .AddAsync(Police, "市公安局 110", Neighbourhood.WillowDesk, By);
        var scene = new Scene(host, Convert.FromBase64String(key!));
        var where = $"Request,{Neighbourhood.Noise},{Neighbourhood.Willow}";
        var rows = $"number,kind,category,area,words\nP-1,{where},半夜放音乐\nP-2,{where},狗叫\n";
        var taken = await scene.CarryInAsync(TransferKind.Matters, 1, 2, "matters.csv", rows, dryRun: false);
        Assert.All(taken.Fates, f => Assert.Equal(RowFateKind.Raised, f.Fate));
        await Assessed.PermitAsync(host, TransfersOut.FlowOf(Police));
        Assert.Equal((2, null), await scene.SendAsync());
        return scene;
    }

    [Theory, OnBothDatabases]
    public async Task The_other_sides_receipt_says_what_became_of_each_row_and_is_read_once(DatabaseKind kind)
    {
        var scene = await ToldAsync(kind);
        await using var host = scene.Host;
        var sent = (await scene.Book.FindAsync(Police, TransferKind.Outcomes, 1))!;
        Assert.Null(sent.Line.AnsweredAt);
        Assert.All(sent.Fates, f => Assert.Equal(RowFateKind.Sent, f.Fate));

        const string Receipt = "1,P-1,Accepted,\n2,P-2,Refused,closed-there\n";
        Assert.Null((await scene.AnswerAsync(Receipt, dryRun: true)).Why);
        Assert.Null((await scene.Book.FindAsync(Police, TransferKind.Outcomes, 1))!.Line.AnsweredAt);
        Assert.Null((await scene.AnswerAsync(Receipt)).Why);
        var answered = (await scene.Book.FindAsync(Police, TransferKind.Outcomes, 1))!;
        Assert.Equal((1, 1), (answered.Line.Taken, answered.Line.Refused));
        Assert.NotNull(answered.Line.AnsweredAt);
        Assert.Equal(
            [(RowFateKind.Accepted, null), (RowFateKind.Refused, "closed-there")],
            answered.Fates.Select(f => (f.Fate, f.Code))
        );

        Assert.NotNull((await scene.AnswerAsync(Receipt)).Before);
        Assert.Equal("receipt-another", (await scene.AnswerAsync("1,P-1,Accepted,\n2,P-2,Accepted,\n")).Why?.Code);
    }

    [Fact]
    public async Task A_receipt_that_does_not_answer_what_was_sent_is_refused_whole()
    {
        var scene = await ToldAsync(DatabaseKind.Sqlite);
        await using var host = scene.Host;
        async Task RefusedAsync(string code, Task<TransferTaken> taking) => Assert.Equal(code, (await taking).Why?.Code);
        await RefusedAsync("receipt-for-nothing", scene.AnswerAsync("1,P-1,Accepted,\n", sequence: 2, count: 1));
        await RefusedAsync("receipt-rows", scene.AnswerAsync("1,P-1,Accepted,\n", count: 1));
        await RefusedAsync("receipt-row", scene.AnswerAsync("1,P-2,Accepted,\n2,P-1,Accepted,\n"));
        await RefusedAsync("receipt-row", scene.AnswerAsync("1,P-1,Accepted,\n2,P-2\n"));
        await RefusedAsync("receipt-fate", scene.AnswerAsync("1,P-1,Accepted,\n2,P-2,Refused,\n"));
        await RefusedAsync("receipt-fate", scene.AnswerAsync("1,P-1,Raised,\n2,P-2,Accepted,\n"));
        Assert.Null((await scene.Book.FindAsync(Police, TransferKind.Outcomes, 1))!.Line.AnsweredAt);
    }

    [Theory, OnBothDatabases]
    public async Task Only_what_something_has_happened_to_goes_again_and_everything_when_asked(DatabaseKind kind)
    {
        var scene = await ToldAsync(kind);
        await using var host = scene.Host;
        Assert.Equal((null, "transfer-nothing"), await scene.SendAsync());
        await using (var db = host.OpenDb())
        {
            var id = await db.Set<MatterRow>().Where(m => m.ExternalNumber == "P-2").Select(m => m.Id).SingleAsync();
            var clerk = await new Office(host).HireAsync(Neighbourhood.WillowDesk);
            Assert.IsType<ChangeResult.Changed>(
                await host.Book.DecideAsync(
                    id,
                    clerk.Actor,
                    (m, j, now) => CloseRule.Decide(m, new Close(OutcomeCode.Solved, "=已经谈好。"), clerk.Actor, j, now)
                )
            );
        }
        Assert.Equal(1, (await host.Services.GetRequiredService<TransfersOut>().WaitingAsync())[Police]);
        var (package, _) = await scene.Desk.SendAsync(Police, null, false, By);
        var csv = Encoding.UTF8.GetString(package!.Files["outcomes.csv"]);
        Assert.DoesNotContain("P-1,", csv, StringComparison.Ordinal);
        // What an office program would run as a formula is a text there, and untouched in the JSON.
        Assert.Contains(",'=已经谈好。,", csv, StringComparison.Ordinal);
        Assert.Contains("\"=已经谈好。\"", Encoding.UTF8.GetString(package.Files["outcomes.json"]), StringComparison.Ordinal);
        Assert.Equal((null, "transfer-nothing"), await scene.SendAsync());
        Assert.Equal((2, null), await scene.SendAsync(everything: true));
    }

    [Theory, OnBothDatabases]
    public async Task Of_two_receipts_for_one_transfer_at_once_one_is_taken(DatabaseKind kind)
    {
        var scene = await ToldAsync(kind);
        await using var host = scene.Host;
        string[] receipts = ["1,P-1,Accepted,\n2,P-2,Accepted,\n", "1,P-1,Refused,a\n2,P-2,Refused,b\n"];
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => scene.AnswerAsync(receipts[i % 2]))));
        var taken = Assert.Single(answers, a => a.Why is null && a.Before is null);
        var kept = (await scene.Book.FindAsync(Police, TransferKind.Outcomes, 1))!;
        Assert.Equal(taken.Fates.Select(f => f.Fate), kept.Fates.Select(f => f.Fate));
        Assert.All(answers.Where(a => a.Why is not null), a => Assert.Equal("receipt-another", a.Why!.Code));
        Assert.Equal(4, answers.Count(a => a.Why is not null));
    }

    [Theory, OnBothDatabases]
    public async Task What_happens_inside_is_not_told_again(DatabaseKind kind)
    {
        var scene = await ToldAsync(kind);
        await using var host = scene.Host;
        var clerk = await new Office(host).HireAsync(Neighbourhood.WillowDesk);
        Assert.IsType<ChangeResult.Changed>(
            await host.Book.DecideAsync(
                await IdOfAsync(host, "P-1"),
                clerk.Actor,
                (m, _, _) => NoteRule.Decide(m, new Note("去看过"), clerk.Actor)
            )
        );
        Assert.Empty(await host.Services.GetRequiredService<TransfersOut>().WaitingAsync());
        Assert.Equal((null, "transfer-nothing"), await scene.SendAsync());
    }

    [Theory, OnBothDatabases]
    public async Task What_became_of_a_merged_matter_goes_back_under_its_old_number_without_the_others_answer(DatabaseKind kind)
    {
        var scene = await ToldAsync(kind);
        await using var host = scene.Host;
        var office = new Office(host);
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var (middle, into) = (await office.RaiseAsync(), await office.RaiseAsync());
        var target = await office.NowAsync(middle);
        Assert.IsType<ChangeResult.Changed>(
            await host.Book.DecideAsync(
                await IdOfAsync(host, "P-2"),
                clerk.Actor,
                (m, _, now) => MergeRule.Decide(m, new Merge(target), clerk.Actor, now)
            )
        );
        var last = await office.NowAsync(into);
        await office.DoAsync(middle, clerk.Actor, (m, _, now) => MergeRule.Decide(m, new Merge(last), clerk.Actor, now));
        await scene.SendAsync();
        Assert.Equal((null, "transfer-nothing"), await scene.SendAsync());

        await office.DoAsync(
            into,
            clerk.Actor,
            (m, j, now) => CloseRule.Decide(m, new Close(OutcomeCode.Solved, "给别家的答复。"), clerk.Actor, j, now)
        );
        Assert.Equal(1, (await host.Services.GetRequiredService<TransfersOut>().WaitingAsync())[Police]);
        var (package, _) = await scene.Desk.SendAsync(Police, null, false, By);
        using var told = JsonDocument.Parse(package!.Files["outcomes.json"]);
        var row = Assert.Single(told.RootElement.GetProperty("rows").EnumerateArray());
        Assert.Equal(
            ("P-2", "Closed", "Solved"),
            (row.GetProperty("number").GetString(), row.GetProperty("stage").GetString(), row.GetProperty("outcome").GetString())
        );
        Assert.False(row.TryGetProperty("answer", out _));
        Assert.Equal((null, "transfer-nothing"), await scene.SendAsync());
    }

    [Theory, OnBothDatabases]
    public async Task Whatever_is_told_of_a_matter_leaves_a_receipt_also_while_it_is_open_and_after_it_was_merged(
        DatabaseKind kind
    )
    {
        var scene = await ToldAsync(kind);
        await using var host = scene.Host;
        var (open, merged) = (await IdOfAsync(host, "P-1"), await IdOfAsync(host, "P-2"));
        Assert.Equal(new HashSet<MatterId> { open, merged }, await ReceiptedAsync(host, DateTimeOffset.MinValue));

        // Another day: a receipt stands for all that one account opens of a matter on a day.
        host.Clock.Advance(TimeSpan.FromDays(1));
        var since = host.Clock.GetUtcNow();
        var office = new Office(host);
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var into = await office.NowAsync(await office.RaiseAsync());
        Assert.IsType<ChangeResult.Changed>(
            await host.Book.DecideAsync(
                merged,
                clerk.Actor,
                (m, _, now) => MergeRule.Decide(m, new Merge(into), clerk.Actor, now)
            )
        );
        Assert.Equal((1, null), await scene.SendAsync());
        Assert.Equal([merged], await ReceiptedAsync(host, since));
    }

    private static async Task<HashSet<MatterId>> ReceiptedAsync(TestHost host, DateTimeOffset since)
    {
        await using var db = host.OpenDb();
        var receipts = await db.Set<AccessReceiptRow>().Where(r => r.Purpose == AccessPurpose.TransferredBack).ToListAsync();
        return [.. receipts.Where(r => r.At >= since).Select(r => r.MatterId)];
    }

    private static async Task<MatterId> IdOfAsync(TestHost host, string number)
    {
        await using var db = host.OpenDb();
        return await db.Set<MatterRow>().Where(m => m.ExternalNumber == number).Select(m => m.Id).SingleAsync();
    }

    [Fact]
    public async Task The_supervisor_reads_a_receipt_on_the_page_and_sees_what_was_refused()
    {
        var scene = await ToldAsync(DatabaseKind.Sqlite);
        await using var host = scene.Host;
        var mine = (await new Office(host).HireAsync(Neighbourhood.WillowDesk, StaffRole.Supervisor)).Browser;
        var page = await mine.GetAsync("/staff/transfers");
        Assert.Contains("等对方回执", page.Main, StringComparison.Ordinal);
        var receipt = TransferPackage.Make(
            new TransferManifest(1, TransferKind.Receipt, Police, Neighbourhood.Code, 1, 2, MovableClock.Start, []),
            new Dictionary<string, byte[]>
            {
                ["receipt.json"] = Encoding.UTF8.GetBytes(
                    """{"rows":[{"row":1,"number":"P-1","fate":"Accepted"},{"row":2,"number":"P-2","fate":"Refused","code":"gone"}]}"""
                ),
            },
            scene.Key
        );
        var file = new ChosenFile("file", "receipt.zip", "application/zip", receipt.Pack());
        var done = await mine.SubmitAsync(page, form: "#in", files: [file]);
        Assert.Contains("收下 1 行，未收下 1 行", done.Main, StringComparison.Ordinal);
        var shown = await mine.GetAsync($"/staff/transfers/{Police}/out/1");
        Assert.Contains("未收下：gone", shown.Main, StringComparison.Ordinal);
    }
}
