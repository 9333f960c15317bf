using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage;
using SmallMatters.Storage.Importing;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.CommandLine;
using SmallMatters.Web.CommandLine.Importing;
using Xunit;

namespace SmallMatters.Web.Tests.CommandLine;

public class ImportCommandTests
{
    private const string Mapping = """
        {
          "source": "test", "jurisdiction": { "code": "t", "zh": "测试", "en": "Test" }, "prefix": "t-",
          "zone": "America/New_York", "tongue": "En", "timeFormat": "yyyy-MM-dd HH:mm",
          "key": "id", "raised": "opened", "due": "target", "closed": "closed",
          "onTime": { "column": "on_time", "inTime": "yes", "late": "no" },
          "text": ["text"], "latitude": "lat", "longitude": "lon", "unplaced": [[42.3594, -71.0587]],
          "category": { "column": "type", "otherwise": "other", "unknown": "Create", "kind": "Request", "clockRule": "handle-general", "publicSpace": true },
          "unit": { "column": "queue", "otherwise": "none" }, "area": { "otherwise": "town" },
          "outcome": { "otherwise": "Solved", "noWords": "Nothing is said." },
          "units": [ { "code": "top", "zh": "顶", "en": "Top", "fallback": true }, { "code": "review", "zh": "复查", "en": "Review", "reviews": true } ]
        }
        """;

    // Every sort of dirt once, line ends mixed. Lines: 2 good, 3-4 good with a line break inside, 5 too few fields, 6 no
    // text, 7 closed before opened, 8 the key of line 2 again, 9 no such day, 10 nowhere, 11 late, 12 open.
    private const string Rows =
        "id,opened,target,closed,on_time,text,type,queue,lat,lon\n"
        + "1,2015-01-05 09:00,2015-01-08 17:00,2015-01-08 17:00,yes,\"A lamp, dark\",Lamps,Light,42.30,-71.10\r\n"
        + "2,2015-07-05 09:00,,2015-07-06 09:00,,\"Two\nlines of \"\"text\"\"\",Lamps,Light,42.30,-71.10\n"
        + "3,2015-01-05 09:00\n"
        + "4,2015-01-05 09:00,,,,  ,Lamps,Light,42.30,-71.10\r\n"
        + "5,2015-01-05 09:00,,2015-01-04 09:00,,Earlier,Lamps,Light,42.30,-71.10\n"
        + "1,2015-01-05 09:00,,,,Again,Lamps,Light,42.30,-71.10\r"
        + "6,2015-02-30 09:00,,,,No day,Lamps,Light,42.30,-71.10\n"
        + "7,2015-01-05 09:00,,,,Nowhere,Trees,Green,42.3594,-71.0587\n"
        + "8,2015-01-05 09:00,2015-01-08 17:00,2015-01-08 17:01,no,Late by a minute,Lamps,Light,42.30,-71.10\n"
        + "9,2015-01-05 09:00,2015-01-08 17:00,,no,Still open,Trees,Green,,\n";

    [Theory]
    [OnBothDatabases]
    public async Task Every_row_is_imported_or_there_already_or_refused_with_its_line_and_reason(DatabaseKind kind)
    {
        await using var run = await CommandLineRun.OnAsync(kind);
        var (file, mapping) = (run.Write("rows.csv", Rows), run.Write("map.json", Mapping));
        var rejects = Path.Combine(run.Folder, "no.csv");
        var first = await run.RunAsync(
            "import",
            file,
            "--mapping",
            mapping,
            "--jurisdiction-from-mapping",
            "--rejects",
            rejects,
            "--check"
        );
        Assert.Equal("", first.Error);
        Assert.Contains("10 rows = 5 imported + 0 already there + 5 refused", first.Output, StringComparison.Ordinal);
        Assert.Contains("position-stands-for-nowhere: 1", first.Output, StringComparison.Ordinal);
        Assert.Contains("overdue agrees with the file: 2/2", first.Output, StringComparison.Ordinal);
        Assert.Equal(0, first.Code);
        Assert.Equal(
            ["line", "5,row-broken", "6,text-missing", "7,closed-before-raised", "8,key-twice", "9,raised-unreadable"],
            (await File.ReadAllLinesAsync(rejects)).Select(l =>
                string.Join(',', l.Split(',')[..(l.StartsWith("line", StringComparison.Ordinal) ? 1 : 2)])
            )
        );
        Assert.Contains("\"3,2015-01-05 09:00\"", await File.ReadAllTextAsync(rejects), StringComparison.Ordinal);

        var again = await run.RunAsync("import", file, "--mapping", mapping, "--rejects", rejects);
        Assert.Contains("10 rows = 0 imported + 5 already there + 5 refused", again.Output, StringComparison.Ordinal);
        Assert.Equal(6, (await File.ReadAllLinesAsync(rejects)).Length);

        await using var services = await run.OpenAsync();
        await using var db = services.GetRequiredService<IDbContextFactory<Db>>().CreateDbContext();
        var matters = await db.Set<MatterRow>().OrderBy(m => m.ExternalNumber).ToListAsync();
        Assert.Equal(["1", "2", "7", "8", "9"], matters.Select(m => m.ExternalNumber));
        Assert.Equal(
            ["A lamp, dark", "Two\nlines of \"text\"", "Nowhere", "Late by a minute", "Still open"],
            matters.Select(m => m.Description)
        );
        Assert.Equal([true, true, false, true, false], matters.Select(m => m.Latitude is not null));
        Assert.Equal([Stage.Settled, Stage.Settled, Stage.Open, Stage.Settled, Stage.Open], matters.Select(m => m.Stage));
        Assert.Equal(new DateTimeOffset(2015, 1, 5, 14, 0, 0, TimeSpan.Zero), matters[0].RaisedAt);
        Assert.Equal(new DateTimeOffset(2015, 7, 5, 13, 0, 0, TimeSpan.Zero), matters[1].RaisedAt);
        Assert.Equal(Settlement.NoVerdict, matters[0].SettledBy);
        Assert.Equal(new DateTimeOffset(2015, 1, 8, 22, 0, 0, TimeSpan.Zero), matters[4].DueAt);
        Assert.Equal("t-green", matters[4].OwnerUnit);
        Assert.Equal(5, await db.Set<CheckpointLeafRow>().CountAsync());
        Assert.Equal(0, (await run.RunAsync("verify")).Code);
    }

    [Fact]
    public async Task A_deadline_that_the_file_judges_otherwise_is_listed_and_the_check_fails()
    {
        await using var run = await CommandLineRun.OnAsync(DatabaseKind.Sqlite);
        var (file, mapping) = (
            run.Write("rows.csv", Rows.Replace("17:01,no", "17:01,yes", StringComparison.Ordinal)),
            run.Write("map.json", Mapping)
        );
        await run.RunAsync("import", file, "--mapping", mapping, "--jurisdiction-from-mapping");
        var check = await run.RunAsync("import", "check", file, "--mapping", mapping);
        Assert.Equal(1, check.Code);
        Assert.Contains("1/2", check.Output, StringComparison.Ordinal);
        Assert.Contains("  8: ", check.Output, StringComparison.Ordinal);
    }

    [Theory]
    [OnBothDatabases]
    public async Task An_import_that_was_broken_off_goes_on_where_it_stood(DatabaseKind kind)
    {
        await using var run = await CommandLineRun.OnAsync(kind);
        var (file, mapping) = (run.Write("rows.csv", Many(1200)), run.Write("map.json", Mapping));
        var rejects = Path.Combine(run.Folder, "no.csv");
        await using (var services = await run.OpenAsync())
        {
            // As far as a killed process came: one group is committed, and of the next only refused rows are on the disk.
            var (map, _) = ImportMapping.Read(mapping);
            var importer = services.GetRequiredService<Importer>();
            await importer.SettleAsync(Survey.Of(file, map!, null).Settings(whole: true));
            await importer.BeginAsync(await ImportFile.IdentityAsync(file, map!.Hash, default), map.Source, 0);
            long length;
            using (var refused = RejectsFile.Open(rejects, 0))
            {
                refused.Add(101, Refusal.Of("text-missing", "没有内容", "The row says nothing"), "the row");
                length = refused.Flush();
                refused.Add(900, Refusal.Of("text-missing", "没有内容", "The row says nothing"), "not committed");
                refused.Flush();
            }
            var rows = Enumerable
                .Range(1, 500)
                .Where(n => n != 100)
                .Select(n => new ImportedMatter(
                    map.Source,
                    $"{n}",
                    Kind.Request,
                    "t-lamps",
                    "t-town",
                    "t-light",
                    new DateTimeOffset(2015, 1, 5, 14, 0, 0, TimeSpan.Zero),
                    $"Row {n}"
                ));
            await importer.WriteAsync(
                await importer.PrepareAsync([.. rows]),
                written => ImportStand.None with { RowsDone = 500, Imported = written, Refused = 1, RejectsBytes = length }
            );
            await importer.DisposeAsync();
        }
        var rest = await run.RunAsync("import", file, "--mapping", mapping, "--rejects", rejects);
        Assert.Contains("1,200 rows = 1,199 imported + 0 already there + 1 refused", rest.Output, StringComparison.Ordinal);
        Assert.Equal(2, (await File.ReadAllLinesAsync(rejects)).Length);
        await using var after = await run.OpenAsync();
        await using var db = after.GetRequiredService<IDbContextFactory<Db>>().CreateDbContext();
        Assert.Equal(1199, await db.Set<MatterRow>().CountAsync());
    }

    [Fact]
    public async Task A_file_without_a_column_that_the_mapping_names_is_not_begun()
    {
        await using var run = await CommandLineRun.OnAsync(DatabaseKind.Sqlite);
        var (file, mapping) = (run.Write("rows.csv", "id,text\n1,Lamp\n"), run.Write("map.json", Mapping));
        var refused = await run.RunAsync("import", file, "--mapping", mapping);
        Assert.Equal(1, refused.Code);
        Assert.Contains("opened", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_unit_that_the_jurisdiction_does_not_have_is_refused_unless_it_may_be_made()
    {
        await using var run = await CommandLineRun.OnAsync(DatabaseKind.Sqlite);
        Assert.Equal(0, (await run.RunAsync("seed", "--matters", "5")).Code);
        var (file, mapping) = (run.Write("rows.csv", Many(3)), run.Write("map.json", Mapping));
        var refused = await run.RunAsync("import", file, "--mapping", mapping);
        Assert.Contains("3 rows = 0 imported + 0 already there + 3 refused", refused.Output, StringComparison.Ordinal);
        var made = await run.RunAsync("import", file, "--mapping", mapping, "--jurisdiction-from-mapping");
        Assert.Contains("3 rows = 3 imported + 0 already there + 0 refused", made.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a,b\r\nc,d", 1, 2)]
    [InlineData("\"a\nb\",c\rd,e", 1, 3)]
    [InlineData("a,\"b\r\nb\"\n\n\ne", 1, 5)]
    public void Lines_are_counted_whatever_their_ends(string text, int first, int second)
    {
        using var rows = new CsvRows(new StringReader(text));
        Assert.True(rows.Next());
        Assert.Equal(first, rows.Line);
        Assert.True(rows.Next());
        Assert.Equal(second, rows.Line);
        Assert.False(rows.Next());
    }

    [Theory]
    [InlineData("\"a\"b,c", true)]
    [InlineData("\"a,b", true)]
    [InlineData("5\" pipe,c", false)]
    [InlineData("\"a\"\"b\",c", false)]
    public void A_quoted_field_ends_where_its_quote_ends(string text, bool broken)
    {
        using var rows = new CsvRows(new StringReader(text));
        Assert.True(rows.Next());
        Assert.Equal(broken, rows.IsBroken);
        Assert.Equal(text, rows.Raw);
    }

    private static string Many(int rows) =>
        "id,opened,target,closed,on_time,text,type,queue,lat,lon\n"
        + string.Concat(
            Enumerable.Range(1, rows).Select(n => $"{n},2015-01-05 09:00,,,,{(n == 100 ? "" : $"Row {n}")},Lamps,Light,,\n")
        );
}
