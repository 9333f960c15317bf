using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Transfers;
using SmallMatters.Storage.Accounts;
using SmallMatters.Storage.Transfers;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Transfers;
using Xunit;

namespace SmallMatters.Web.Tests.Transfers;

/// <summary>Texts that are none, in files that are signed as they should be, and texts that would be more in a table.</summary>
public class TransferTextTests
{
    private const string Hotline = "city-12345";
    private static readonly Doer By = new(null, "test");
    private static readonly string Where =
        $"\"kind\":\"Request\",\"category\":\"{Neighbourhood.Noise}\",\"area\":\"{Neighbourhood.Willow}\"";

    // 单 in GBK. (楼, by chance, is UTF-8 too.)
    private static readonly byte[] Gbk = [0xB5, 0xA5];
    private static readonly byte[] Mark = [0xEF, 0xBB, 0xBF];

    private static Dictionary<string, byte[]> Files(string name, byte[] bytes) => new() { [name] = bytes };

    [Fact]
    public async Task A_signed_file_with_texts_that_are_none_is_refused_in_words_whole_or_by_the_row()
    {
        await using var host = await TestHost.StartAsync(DatabaseKind.Sqlite);
        var (key, _) = await host
            .Services.GetRequiredService<CounterpartBook>()
            .AddAsync(Hotline, "市 12345 热线", Neighbourhood.WillowDesk, By);
        var sequence = 0;
        Task<TransferTaken> TakeAsync(string name, byte[] bytes, int count) =>
            host
                .Services.GetRequiredService<TransferDesk>()
                .TakeAsync(
                    TransferPackage.Make(
                        new TransferManifest(
                            1,
                            TransferKind.Matters,
                            Hotline,
                            Neighbourhood.Code,
                            ++sequence,
                            count,
                            MovableClock.Start,
                            []
                        ),
                        Files(name, bytes),
                        Convert.FromBase64String(key!)
                    ),
                    Neighbourhood.WillowDesk,
                    false,
                    By
                );
        byte[] Row(string number, params byte[] words) =>
            [.. Encoding.UTF8.GetBytes($"{{\"number\":\"{number}\",{Where},\"words\":\""), .. words, .. "\"}"u8];

        byte[] gbk = [.. "{\"rows\":["u8, .. Row("A-1", Gbk), .. "]}"u8];
        Assert.Equal("transfer-encoding", (await TakeAsync("matters.json", gbk, 1)).Why?.Code);
        byte[] table = [.. "number,kind,category,area,words\nA-1,Request,noise,willow,"u8, .. Gbk, .. "\n"u8];
        Assert.Equal("transfer-encoding", (await TakeAsync("matters.csv", table, 1)).Why?.Code);

        byte[] half =
        [
            .. Mark,
            .. "{\"rows\":["u8,
            .. Row("A-1", "\\uD83D"u8.ToArray()),
            .. ","u8,
            .. Row("A-2", "楼下很吵"u8.ToArray()),
            .. ",{\"\\uDC00\":1}]}"u8,
        ];
        var taken = await TakeAsync("matters.json", half, 3);
        Assert.Null(taken.Why);
        Assert.Equal(["row-cut", null, "row-cut"], taken.Fates.Select(f => f.Code));
        Assert.Equal(RowFateKind.Raised, taken.Fates[1].Fate);
    }

    [Fact]
    public void A_receipt_with_texts_that_are_none_is_read_as_far_as_it_is_one()
    {
        byte[] gbk = [.. "{\"rows\":[{\"row\":1,\"number\":\""u8, .. Gbk, .. "\",\"fate\":\"Accepted\"}]}"u8];
        Assert.Equal("transfer-encoding", TransferTables.ReadReceipt(Files("receipt.json", gbk)).Why?.Code);
        byte[] half =
        [
            .. Mark,
            .. "{\"rows\":[{\"row\":1,\"number\":\"\\uD800\",\"fate\":\"Accepted\"},{\"row\":2,\"number\":\"B\",\"fate\":\"Accepted\"}]}"u8,
        ];
        var (rows, why) = TransferTables.ReadReceipt(Files("receipt.json", half));
        Assert.Null(why);
        Assert.Equal([false, true], rows.Select(r => r.Whole));
    }

    [Theory]
    [InlineData("=1+1", true)]
    [InlineData("  =1+1", true)]
    [InlineData("\n=1+1", true)]
    [InlineData("\u3000\t@SUM(A1)", true)]
    [InlineData("\uFEFF-1", true)]
    [InlineData("＝1＋1", true)]
    [InlineData("＋86", true)]
    [InlineData("－1", true)]
    [InlineData("＠家", true)]
    [InlineData("\t照旧", true)]
    [InlineData("  已修好", false)]
    [InlineData("1=1", false)]
    public void A_cell_that_an_office_program_would_run_is_a_text_in_the_table(string words, bool defended)
    {
        var fate = new RowFate(1, words, RowFateKind.Refused, null);
        var csv = Encoding.UTF8.GetString(TransferTables.Receipt([fate])["receipt.csv"]);
        Assert.Equal(defended, csv.Contains($"'{words}", StringComparison.Ordinal));
        Assert.Contains(words, csv, StringComparison.Ordinal);
    }
}
