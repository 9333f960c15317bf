using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Learning;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Storage.Learning;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Confidentiality;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Learning;

/// <summary>A lesson from the resident's "I agree" to "take it back", on both databases.</summary>
public class LessonPagesTests
{
    private static async Task<(Office Office, Clerk Clerk, Clerk Writer, Clerk Second)> OfficeAsync(TestHost host)
    {
        var office = new Office(host);
        return (
            office,
            await office.HireAsync(Neighbourhood.WillowDesk),
            await office.HireAsync(Neighbourhood.Review, StaffRole.Reviewer),
            await office.HireAsync(Neighbourhood.Review, StaffRole.Reviewer)
        );
    }

    private static async Task<WebPage> ReleaseAsync(Clerk second, string lesson) =>
        await second.Browser.SubmitAsync(
            await second.Browser.GetAsync($"/staff/lessons/{lesson}/release"),
            [("Form.Released", "true"), ("Form.Confirmed", "true")]
        );

    [Theory, OnBothDatabases]
    public async Task What_a_resident_agreed_to_is_cut_compared_and_read_by_the_staff_until_they_take_it_back(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var (office, clerk, writer, second) = await OfficeAsync(host);
        var raised = await PlantedLesson.JudgedAsync(office, clerk);
        Assert.Contains("现在没有", (await writer.Browser.GetAsync("/staff/lessons/from")).Main);

        var resident = host.NewBrowser();
        var asked = await resident.GetAsync($"/m/{raised.Link}/lesson");
        for (var press = 0; press < 2; press++)
        {
            Assert.Contains("同意了", (await resident.SubmitAsync(asked, [])).Main);
        }
        Assert.Contains("从评价里学习", (await resident.GetAsync($"/m/{raised.Link}/copy")).Main);
        Assert.Contains(
            "\"AgreedToLearn\":\"2",
            (await resident.GetAsync($"/m/{raised.Link}/export")).Text.Replace(" ", "", StringComparison.Ordinal),
            StringComparison.OrdinalIgnoreCase
        );
        var form = await writer.Browser.GetAsync(await PlantedLesson.FirstAsync(writer));
        Assert.Contains("李师傅", form.Main);
        Assert.Equal("████先打电话问清楚，████来了一趟就好了，比上回强多了。", form.ValueOf("Form.Quote"));
        var wrong = await writer.Browser.SubmitAsync(
            form,
            [
                .. PlantedLesson.Whole.Where(f => f.Item1 != "Form.Met"),
                ("Form.Quote", "李师傅……来了一趟就好了"),
                ("Form.Met", "来了一趟就好了，比上回强"),
            ]
        );
        Assert.Contains("李师傅", wrong.MistakeBeside("Form.Quote"));
        Assert.Contains("原话", wrong.MistakeBeside("Form.Met"));
        var lesson = await PlantedLesson.WrittenAsync(writer);
        Assert.Equal(HttpStatusCode.NotFound, (await clerk.Browser.GetAsync($"/staff/lessons/{lesson}")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await writer.Browser.GetAsync($"/staff/lessons/{lesson}/release")).Status);

        var compare = await second.Browser.GetAsync($"/staff/lessons/{lesson}/release");
        Assert.Contains("李师傅", compare.Main);
        var unsure = await second.Browser.SubmitAsync(compare, [("Form.Released", "true")]);
        Assert.Contains("先和居民的原话对照", string.Concat(unsure.Mistakes));
        var sent = await second.Browser.SubmitAsync(compare, [("Form.Released", "false"), ("Form.Words", "再短一些。")]);
        Assert.Contains("再短一些", sent.Main);
        var again = await writer.Browser.GetAsync($"/staff/lessons/new?lesson={lesson}");
        Assert.Equal("出门以前先问", again.ValueOf("Form.Title"));
        Assert.Empty((await writer.Browser.SubmitAsync(again, [("Form.Quote", "████来了一趟就好了……")])).Mistakes);
        Assert.Empty((await ReleaseAsync(second, lesson)).Mistakes);

        var list = await clerk.Browser.GetAsync($"/staff/lessons?category={Neighbourhood.Noise}");
        Assert.Contains("来了一趟就好了", list.Main);
        Assert.DoesNotContain("来了一趟", (await clerk.Browser.GetAsync($"/staff/lessons?category={Neighbourhood.Lamp}")).Main);
        foreach (var page in new[] { list, await clerk.Browser.GetAsync($"/staff/lessons/{lesson}") })
        {
            foreach (var telling in new[] { "李师傅", "3月8日", $"{raised.Reference}", $"{raised.Reference.Value}", "比上回强" })
            {
                Assert.DoesNotContain(telling, page.Text);
            }
        }
        var receipts = (await host.NewBrowser().GetAsync($"/m/{raised.Link}/access")).Main;
        Assert.Contains("把您的评价写成启示", receipts);
        await using (var db = host.OpenDb())
        {
            // The chain, which nothing erases, holds not one of the resident's words.
            Assert.DoesNotContain(await db.Set<JointFactRow>().Select(f => f.Body).ToListAsync(), b => b.Contains("一趟就好"));
        }

        var back = await resident.SubmitAsync(await resident.GetAsync($"/m/{raised.Link}/lesson"), [], "form[action*=takeback]");
        Assert.Contains("已收回", back.Text);
        Assert.DoesNotContain("来了一趟", (await clerk.Browser.GetAsync("/staff/lessons")).Main);
        var gone = (await clerk.Browser.GetAsync($"/staff/lessons/{lesson}")).Main;
        Assert.Contains("居民收回了", gone);
        Assert.Contains("原话已经删掉", gone);
        await using var after = host.OpenDb();
        Assert.Equal(0, await after.Set<LessonSourceRow>().CountAsync());
        Assert.Contains("现在没有", (await writer.Browser.GetAsync("/staff/lessons/from")).Main);
    }

    [Theory, OnBothDatabases]
    public async Task Erasing_the_person_deletes_the_words_at_once_and_withdrawing_the_lesson_too(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var (office, clerk, writer, second) = await OfficeAsync(host);
        var erased = await PlantedLesson.JudgedAsync(office, clerk);
        await PlantedLesson.AgreeAsync(host, erased.Link);
        var lesson = await PlantedLesson.WrittenAsync(writer);
        Assert.Empty((await ReleaseAsync(second, lesson)).Mistakes);
        var me = new Actor.Person(erased.Raiser);
        await office.DoAsync(erased, me, (m, _, _) => EraseRule.Decide(m, me));
        Assert.DoesNotContain("一趟就好", (await clerk.Browser.GetAsync("/staff/lessons")).Text);
        Assert.DoesNotContain("一趟就好", (await clerk.Browser.GetAsync($"/staff/lessons/{lesson}")).Text);
        Assert.Equal(1, await host.Services.GetRequiredService<LessonConsents>().EndBereftAsync());
        Assert.Equal(0, await host.Services.GetRequiredService<LessonConsents>().EndBereftAsync());
        Assert.Contains("居民收回了", (await clerk.Browser.GetAsync($"/staff/lessons/{lesson}")).Main);

        var other = await PlantedLesson.JudgedAsync(office, clerk);
        await PlantedLesson.AgreeAsync(host, other.Link, "en");
        var down = await PlantedLesson.WrittenAsync(writer);
        Assert.Empty((await ReleaseAsync(second, down)).Mistakes);
        var page = await second.Browser.SubmitAsync(
            await second.Browser.GetAsync($"/staff/lessons/{down}/withdraw"),
            [("Form.Words", "还是能看出是哪一家。")]
        );
        Assert.Contains("还是能看出是哪一家", page.Main);
        Assert.DoesNotContain("一趟就好", page.Main);
        // The consent stands, and the verdict may be read anew.
        Assert.StartsWith("/staff/lessons/new", await PlantedLesson.FirstAsync(writer));
    }

    [Theory, OnBothDatabases]
    public async Task Nobody_is_asked_about_conduct_disputes_sealed_people_or_threats_and_whoever_dealt_with_it_reads_nothing(
        DatabaseKind kind
    )
    {
        await using var host = await TestHost.StartAsync(kind);
        var (office, clerk, writer, _) = await OfficeAsync(host);
        var dispute = await PlantedLesson.JudgedAsync(office, clerk, change: r => r with { Kind = Kind.Dispute });
        var hidden = await PlantedLesson.JudgedAsync(office, clerk, change: r => r with { SealIdentity = true });
        var threatened = await PlantedLesson.JudgedAsync(
            office,
            clerk,
            before: (m, _, _) => RecordThreatRule.Decide(m, new RecordThreat(ThreatTo.Person, "说要打人", true), clerk.Actor)
        );
        var silent = await office.RaiseAsync();
        foreach (var one in new[] { dispute, hidden, threatened, silent })
        {
            var resident = host.NewBrowser();
            Assert.DoesNotContain("从我的评价里学习", (await resident.GetAsync($"/m/{one.Link}")).Main);
            Assert.Equal(HttpStatusCode.NotFound, (await resident.GetAsync($"/m/{one.Link}/lesson")).Status);
        }
        var raised = await PlantedLesson.JudgedAsync(office, clerk);
        Assert.Contains("从我的评价里学习", (await host.NewBrowser().GetAsync($"/m/{raised.Link}")).Main);
        await PlantedLesson.AgreeAsync(host, raised.Link);
        var address = await PlantedLesson.FirstAsync(writer);
        foreach (
            var (unit, role) in new[]
            {
                (Neighbourhood.WillowDesk, StaffRole.Supervisor),
                (Neighbourhood.WillowDesk, StaffRole.Reviewer),
                (Neighbourhood.Street, StaffRole.Reviewer),
                (Neighbourhood.Street, StaffRole.Supervisor),
            }
        )
        {
            var other = await office.HireAsync(unit, role);
            Assert.NotEqual(HttpStatusCode.OK, (await other.Browser.GetAsync(address)).Status);
        }
    }

    [Theory, OnBothDatabases]
    public async Task Words_that_were_compared_are_not_changed_by_somebody_who_still_has_the_form_open(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var (office, clerk, writer, second) = await OfficeAsync(host);
        await PlantedLesson.AgreeAsync(host, (await PlantedLesson.JudgedAsync(office, clerk)).Link);
        var id = await PlantedLesson.WrittenAsync(writer);
        await second.Browser.SubmitAsync(
            await second.Browser.GetAsync($"/staff/lessons/{id}/release"),
            [("Form.Released", "false"), ("Form.Words", "再短一些。")]
        );
        var book = host.Services.GetRequiredService<LessonBook>();
        var scope = new StaffScope(writer.Id, writer.Unit, [writer.Unit], [writer.Unit], [.. writer.Roles]);
        await using var db = host.OpenDb();
        var stale = (await JointBook.FindAsync<Lesson>(db, scope, Guid.ParseExact(id, "N")))!.File;
        var source = (await book.SourceOfAsync(db, scope, stale))!;
        WriteLesson Quoting(string quote) =>
            new("出门以前先问", quote, "有人当天到。", "一趟办好。", "带对工具再出门。", "您会先问哪三句？");
        Assert.IsType<Acted.Written>(await book.AgainAsync(scope, stale, source, Quoting("……来了一趟就好了……")));
        Assert.Empty((await ReleaseAsync(second, id)).Mistakes);
        Assert.IsType<Acted.ChangedMeanwhile>(await book.AgainAsync(scope, stale, source, Quoting("……比上回强多了。")));
        var shown = (await clerk.Browser.GetAsync($"/staff/lessons/{id}")).Main;
        Assert.Contains("来了一趟就好了", shown);
        Assert.DoesNotContain("比上回强", shown);
    }

    [Theory, OnBothDatabases]
    public async Task Lessons_stand_the_newest_first_and_the_next_page_goes_on_where_the_last_ended(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var (office, clerk, writer, second) = await OfficeAsync(host);
        var written = new List<Guid>();
        for (var n = 0; n < 3; n++)
        {
            await PlantedLesson.AgreeAsync(host, (await PlantedLesson.JudgedAsync(office, clerk)).Link);
            var id = await PlantedLesson.WrittenAsync(writer);
            Assert.Empty((await ReleaseAsync(second, id)).Mistakes);
            written.Add(Guid.ParseExact(id, "N"));
            host.Clock.Advance(TimeSpan.FromMinutes(1));
        }
        written.Reverse();
        var book = host.Services.GetRequiredService<LessonBook>();
        await using var db = host.OpenDb();
        Assert.Equal(written, (await book.ReleasedAsync(db, null, null, 5)).Select(l => l.Id));
        Assert.Equal(written[1..], (await book.ReleasedAsync(db, Neighbourhood.Noise, written[0], 5)).Select(l => l.Id));
        Assert.Empty(await book.ReleasedAsync(db, null, written[2], 5));
    }
}
