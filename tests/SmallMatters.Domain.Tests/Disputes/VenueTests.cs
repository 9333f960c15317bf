using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Tests.Matters;
using Xunit;

namespace SmallMatters.Domain.Tests.Disputes;

public class VenueTests
{
    public static TheoryData<string, int> Versions =>
        new(VenueBook.BuiltIn.Venues.Select(v => new TheoryDataRow<string, int>(v.Code, v.Version)));

    [Theory, MemberData(nameof(Versions))]
    public void Each_condition_of_a_venue_stands_in_the_way_and_is_explained_with_its_article(string code, int version)
    {
        var venue = VenueBook.BuiltIn.Version(code, version);
        var kind = venue.Kinds.IsEmpty ? DisputeKind.Neighbours : venue.Kinds[0];
        var met = venue.Requires.Select(r => r.Code).ToArray();
        Assert.Empty(venue.Against(kind, [.. met], []));
        foreach (var excluded in venue.Excludes)
        {
            var why = Assert.Single(venue.Against(kind, [.. met], [excluded.Code]));
            Assert.Contains(excluded.Source.Zh, why.Sentence.Zh, StringComparison.Ordinal);
            Assert.Contains(excluded.Source.En, why.Sentence.En, StringComparison.Ordinal);
        }
        foreach (var needed in venue.Requires)
        {
            var why = Assert.Single(venue.Against(kind, [.. met.Where(m => m != needed.Code)], []));
            Assert.Contains(needed.Source.Zh, why.Sentence.Zh, StringComparison.Ordinal);
        }
        Assert.Equal("venue-kind", venue.Against(DisputeKind.Expropriation, [.. met], []).First().Code);
        Assert.NotEmpty(venue.Source.Zh);
        Assert.NotEmpty(venue.Documents);
        Assert.True(venue.Clock is null || ClockRuleBook.BuiltIn.All.Any(r => r.Code == venue.Clock), venue.Clock);
    }

    [Theory]
    [InlineData("police", "2025-12-31", 1)]
    [InlineData("police", "2026-01-01", 2)]
    [InlineData("police", "2012-12-31", null)]
    [InlineData("peoples", "2010-12-31", null)]
    [InlineData("peoples", "2011-01-01", 1)]
    [InlineData("court-delegated", "2016-06-30", null)]
    public void The_day_chooses_the_version_of_a_venue(string code, string day, int? version) =>
        Assert.Equal(
            version,
            VenueBook
                .BuiltIn.InForce(code, DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))
                ?.Version
        );

    [Fact]
    public void A_venue_has_one_version_on_any_day() =>
        Assert.All(
            from a in VenueBook.BuiltIn.Venues
            from b in VenueBook.BuiltIn.Venues
            where a.Code == b.Code && a.Version < b.Version
            select (a, b),
            pair => Assert.True(pair.a.ValidTo < pair.b.ValidFrom, $"{pair.a.Code} {pair.a.Version} and {pair.b.Version} overlap")
        );

    [Theory]
    [InlineData(DisputeKind.Expropriation, "expropriation")]
    [InlineData(DisputeKind.Labour, "labour-arbitration")]
    [InlineData(DisputeKind.Labour, "work-injury")]
    [InlineData(DisputeKind.Land, "land-ruling")]
    public void What_is_no_venue_is_a_door_with_its_deadline(DisputeKind kind, string door)
    {
        Assert.Null(VenueBook.BuiltIn.InForce(door, Quarrel.Day(Given.Now)));
        var found = Assert.Single(VenueBook.BuiltIn.DoorsFor(kind, false), d => d.Code == door);
        Assert.NotEmpty(found.Deadline.Zh);
        Assert.NotEmpty(found.Source.En);
    }

    [Fact]
    public void The_court_stands_open_for_every_kind_of_dispute() =>
        Assert.All(
            Enum.GetValues<DisputeKind>(),
            kind => Assert.Equal("court", VenueBook.BuiltIn.DoorsFor(kind, false).First().Code)
        );

    [Fact]
    public void Judicial_confirmation_is_open_to_mediation_organisations_and_not_to_the_police() =>
        Assert.All(
            VenueBook.BuiltIn.Venues,
            v => Assert.Equal(v.Kind == VenueKind.Peoples || v.Code == "court-delegated", v.Confirmation)
        );

    [Fact]
    public void Every_row_of_the_data_has_a_source_and_says_how_sure_it_is_and_what_is_not_is_shown_so()
    {
        using var data = System.Text.Json.JsonDocument.Parse(
            File.ReadAllText(Path.Combine(Repository.Root, "data", "rules", "venues.json"))
        );
        var rows = data.RootElement.GetProperty("venues").EnumerateArray().ToList();
        var all = rows.Concat(data.RootElement.GetProperty("doors").EnumerateArray())
            .Concat(rows.SelectMany(r => r.GetProperty("requires").EnumerateArray()))
            .Concat(rows.SelectMany(r => r.GetProperty("excludes").EnumerateArray()))
            .ToList();
        Assert.True(all.Count > 60, $"only {all.Count} rows");
        foreach (var row in all)
        {
            Assert.NotEmpty(row.GetProperty("source").GetProperty("zh").GetString()!);
            Assert.NotEmpty(row.GetProperty("source").GetProperty("en").GetString()!);
            Assert.True(Enum.TryParse<Confidence>(row.GetProperty("confidence").GetString(), out _), $"{row}");
        }
        Assert.All(
            VenueBook
                .BuiltIn.Venues.Select(v => (v.Cited, v.Confidence))
                .Concat(VenueBook.BuiltIn.Doors.Select(d => (d.Cited, d.Confidence)))
                .Concat(
                    VenueBook.BuiltIn.Venues.SelectMany(v => v.Requires.Concat(v.Excludes)).Select(c => (c.Cited, c.Confidence))
                ),
            row =>
            {
                Assert.Equal(
                    row.Confidence != Confidence.High,
                    row.Cited.Zh.Contains("待与法律文本核对", StringComparison.Ordinal)
                );
                Assert.Equal(row.Confidence != Confidence.High, row.Cited.En.Contains("to be checked", StringComparison.Ordinal));
            }
        );
    }
}
