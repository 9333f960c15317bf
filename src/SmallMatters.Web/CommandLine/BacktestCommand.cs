using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Cards;
using SmallMatters.Storage;
using SmallMatters.Storage.Cards;
using SmallMatters.Web.Cards;

namespace SmallMatters.Web.CommandLine;

/// <summary>The verb <c>backtest</c>: how each card rule would have done on this jurisdiction's own history.</summary>
internal static class BacktestCommand
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    public static Command Create()
    {
        var data = new DataOptions();
        var json = new Option<bool>("--json") { Description = "以 JSON 输出 / Write JSON" };
        var command = new Command(
            "backtest",
            "用本辖区的历史检验提示规则，逐周向前、不看未来 / Replay history forward and count right and false alarms of each card rule"
        )
        {
            json,
        };
        data.AddTo(command);
        command.SetAction(
            async (result, cancel) =>
            {
                await using var services = await data.OpenExistingAsync(result, cancel);
                if (services is null)
                {
                    return 1;
                }
                var figures = await MeasureAsync(services, cancel);
                var output = result.InvocationConfiguration.Output;
                await output.WriteLineAsync(
                    result.GetValue(json) ? JsonSerializer.Serialize(figures.Select(Shaped), Json) : Table(figures)
                );
                return 0;
            }
        );
        return command;
    }

    /// <summary>Replays history, keeps the figures for the cards' pages and gives them.</summary>
    public static async Task<IReadOnlyList<RuleFigures>> MeasureAsync(IServiceProvider services, CancellationToken cancel)
    {
        var replay = ActivatorUtilities.CreateInstance<Replay>(services);
        var figures = await ProgressBar.RunAsync(
            "回看 looks",
            await replay.LooksAsync(cancel),
            progress => replay.RunAsync(progress, cancel)
        );
        await using var db = await services.GetRequiredService<IDbContextFactory<Db>>().CreateDbContextAsync(cancel);
        await RuleFigureBook.KeepAsync(db, figures, cancel);
        return figures;
    }

    private static object Shaped(RuleFigures f) =>
        new
        {
            f.Rule,
            f.Version,
            f.From,
            f.To,
            f.Looks,
            f.Alarms,
            f.Right,
            f.False,
            f.Pending,
            LeadTimeDays = f.LeadDays,
            f.Precision,
            PrecisionInterval = new[] { f.Low, f.High },
            FalseAlarmsPerMonth = Math.Round(f.FalseAMonth, 2),
        };

    private static string Table(IReadOnlyList<RuleFigures> figures)
    {
        var lines = new List<string>
        {
            "规则 rule            提示 alarms  对 right  错 false  未到期 pending  提前天数 lead   准确率 precision (95 %)     误报/月 false a month",
        };
        lines.AddRange(
            figures.Select(f =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{f.Rule, -20} {f.Alarms, 11}  {f.Right, 8}  {f.False, 8}  {f.Pending, 14}  {(f.LeadDays is { } lead ? lead.ToString("0.0", CultureInfo.InvariantCulture) : "-"), 13}   {Share(f), -28} {f.FalseAMonth, 10:0.00}"
                )
            )
        );
        return string.Join('\n', lines);
    }

    private static string Share(RuleFigures f) =>
        f.Precision is { } share
            ? string.Create(CultureInfo.InvariantCulture, $"{share:0.00} ({f.Low:0.00}–{f.High:0.00})")
            : "-";
}
