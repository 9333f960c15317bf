using System.Diagnostics;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.DataProtection;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Transfers;
using SmallMatters.Storage;
using SmallMatters.Storage.Accounts;
using SmallMatters.Storage.DataProtection;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Transfers;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Transfers;
using Xunit;

namespace SmallMatters.Web.Tests.CommandLine;

/// <summary>An operator carries files between networks that do not touch: the program itself, as it is started.</summary>
public class TransferCommandsTests
{
    private const string Hotline = "city-12345";
    private static readonly Doer By = new(null, "test");

    [Theory, OnBothDatabases]
    public async Task An_operator_tries_takes_and_answers_a_file(DatabaseKind kind)
    {
        await using var run = await CommandLineRun.OnAsync(kind);
        var key = await PrepareAsync(run);
        var package = TransferPackage.Make(
            new TransferManifest(1, TransferKind.Matters, Hotline, Neighbourhood.Code, 1, 2, MovableClock.Start, []),
            new Dictionary<string, byte[]>
            {
                ["matters.csv"] = Encoding.UTF8.GetBytes(
                    $"number,kind,category,area,words\nC-1,Request,{Neighbourhood.Noise},{Neighbourhood.Willow},楼上很吵\nC-2,Request\n"
                ),
            },
            key
        );
        var file = Path.Combine(run.Folder, package.FileName);
        await File.WriteAllBytesAsync(file, package.Pack(), TestContext.Current.CancellationToken);
        var receipts = Path.Combine(run.Folder, "receipts");

        var tried = await StartAsync(run, "in", file, "--dry-run", "--receipt", receipts);
        Assert.Equal((0, ""), (tried.Code, tried.Error));
        Assert.Contains("Dry run: 1 rows would be taken in", tried.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(receipts));
        Assert.Equal(0, await MattersAsync(run));

        var taken = await StartAsync(run, "in", file, "--receipt", receipts);
        Assert.Equal((0, ""), (taken.Code, taken.Error));
        Assert.Equal(1, await MattersAsync(run));
        var receipt = TransferPackage.Open(Assert.Single(Directory.GetFiles(receipts))).Package!;
        Assert.True(receipt.IsSignedWith(key));
        Assert.Equal((TransferKind.Receipt, 2), (receipt.Manifest.Kind, receipt.Manifest.Count));

        var told = Path.Combine(run.Folder, "told");
        var sent = await StartAsync(run, "out", Hotline, "--to", told);
        Assert.Equal((0, ""), (sent.Code, sent.Error));
        var outcomes = TransferPackage.Open(Assert.Single(Directory.GetFiles(told))).Package!;
        Assert.True(outcomes.IsSignedWith(key));
        Assert.Contains("C-1", Encoding.UTF8.GetString(outcomes.Files["outcomes.json"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_carried_is_said_in_both_languages_and_ends_with_an_error()
    {
        await using var run = await CommandLineRun.OnAsync(DatabaseKind.Sqlite);
        await PrepareAsync(run);
        var missing = await run.RunAsync("transfer", "in", Path.Combine(run.Folder, "nothing.zip"));
        Assert.Equal(1, missing.Code);
        Assert.Contains("is not there", missing.Error, StringComparison.Ordinal);
        var broken = await run.RunAsync("transfer", "in", run.Write("broken.zip", "no zip"));
        Assert.Equal(1, broken.Code);
        Assert.Contains("这不是移交文件", broken.Error, StringComparison.Ordinal);
        var nobody = await run.RunAsync("transfer", "out", "nobody", "--to", run.Folder);
        Assert.Equal(1, nobody.Code);
        Assert.Contains("Choose the other side", nobody.Error, StringComparison.Ordinal);
    }

    private static async Task<byte[]> PrepareAsync(CommandLineRun run)
    {
        await using var services = await run.OpenAsync();
        await Neighbourhood.SettleAsync(services.GetRequiredService<JurisdictionSource>());
        var (key, why) = await services
            .GetRequiredService<CounterpartBook>()
            .AddAsync(Hotline, "市 12345 热线", Neighbourhood.WillowDesk, By);
        Assert.Null(why);
        var book = services.GetRequiredService<AssessmentBook>();
        Actor.Staff Of(StaffRole role) => new(new StaffId(Guid.CreateVersion7()), Neighbourhood.Street, [role]);
        var (_, id) = await book.WriteAsync(
            Of(StaffRole.Supervisor),
            new WriteAssessment(
                OutwardFlowKind.Transfer,
                Hotline,
                "12345",
                "状态和答复",
                "回访",
                "误送",
                "签名",
                DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(200)
            )
        );
        var officer = Of(StaffRole.DataProtectionOfficer);
        await book.DecideAsync(id, officer, a => DecideAssessmentRule.Approve(a, "可以", officer), 1);
        return Convert.FromBase64String(key!);
    }

    private static async Task<int> MattersAsync(CommandLineRun run)
    {
        await using var services = await run.OpenAsync();
        await using var db = await services.GetRequiredService<IDbContextFactory<Db>>().CreateDbContextAsync();
        return await db.Set<MatterRow>().CountAsync();
    }

    private static async Task<(int Code, string Output, string Error)> StartAsync(CommandLineRun run, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        string[] where =
        [
            "--data",
            run.Folder,
            .. run.Postgres is { } postgres ? ["--postgres", postgres] : Array.Empty<string>(),
        ];
        foreach (
            var argument in (string[])
                [Path.Combine(AppContext.BaseDirectory, "SmallMatters.Web.dll"), "transfer", .. arguments, .. where]
        )
        {
            start.ArgumentList.Add(argument);
        }
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }
}
