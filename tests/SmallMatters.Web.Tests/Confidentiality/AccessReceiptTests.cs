using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Confidentiality;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Services;
using SmallMatters.Storage.Writing;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Accounts;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Confidentiality;

/// <summary>A resident sees which unit opened their data, and nobody opens them unseen.</summary>
public class AccessReceiptTests
{
    private const string Name = "标记甲";
    private const string Phone = "13900001111";

    private static Task<WebPage> AccessAsync(TestHost host, RaiseResult.Raised raised, string language = "zh") =>
        host.NewBrowser(language).GetAsync($"/m/{raised.Link}/access");

    private static Task<RaiseResult.Raised> RaiseAsync(Office office) => office.RaiseAsync(phone: Phone, name: Name);

    [Theory, OnBothDatabases]
    public async Task A_resident_reads_which_unit_opened_their_matter_and_what_for_and_not_which_officer(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var raised = await RaiseAsync(office);
        Assert.Contains("还没有单位打开过", (await AccessAsync(host, raised)).Main, StringComparison.Ordinal);

        var clerk = await office.HireAsync(Neighbourhood.WillowDesk, name: "承办小周");
        await clerk.OpenAsync(raised);
        await clerk.OpenAsync(raised, "note");
        var page = await AccessAsync(host, raised);
        Assert.Contains("办理您的诉求", page.Main, StringComparison.Ordinal);
        Assert.Contains("第十三条", page.Main, StringComparison.Ordinal);
        Assert.Contains("到诉求了结为止", page.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("小周", page.Main, StringComparison.Ordinal);
        Assert.Contains("to deal with your matter", (await AccessAsync(host, raised, "en")).Main, StringComparison.Ordinal);
        await using var db = host.OpenDb();
        Assert.Equal(1, await db.Set<AccessReceiptRow>().CountAsync(r => r.MatterId == raised.Id));
    }

    [Theory, OnBothDatabases]
    public async Task Whoever_only_joined_reads_nothing_of_the_raisers_identity_slips_and_reviews(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var raised = await RaiseAsync(office);
        var joiner = new ParticipantId(Guid.CreateVersion7(host.Clock.GetUtcNow()));
        await office.DoAsync(
            raised,
            new Actor.Person(joiner),
            (m, _, _) =>
                JoinRule.Decide(
                    m,
                    new Join(joiner, new Contact(null, null, new PersonalText(joiner, "b@example.org")), default, "我也是")
                )
        );
        var receipts = host.Services.GetRequiredService<AccessReceipts>();
        foreach (
            var purpose in (AccessPurpose[])
                [AccessPurpose.Handling, AccessPurpose.OpeningIdentity, AccessPurpose.SharedBySlip, AccessPurpose.Reviewing]
        )
        {
            await receipts.WriteAsync(
                raised.Id,
                Guid.CreateVersion7(MovableClock.Start),
                Neighbourhood.BellDesk,
                purpose,
                default
            );
        }
        var theirs = host.Services.GetRequiredService<KeyRing>().LinkFor(joiner.Value, 1);
        foreach (var page in (string[])["access", "copy", "export"])
        {
            var read = (await host.NewBrowser().GetAsync($"/m/{theirs}/{page}")).Text;
            foreach (var said in (string[])["封存的身份", "共享单提供", "OpeningIdentity", "SharedBySlip", "Reviewing"])
            {
                Assert.DoesNotContain(said, read, StringComparison.Ordinal);
            }
        }
        Assert.Contains(
            "封存的身份",
            (await host.NewBrowser().GetAsync($"/m/{raised.Link}/copy")).Text,
            StringComparison.Ordinal
        );
    }

    [Theory, OnBothDatabases]
    public async Task No_page_of_the_staff_shows_a_name_or_a_number_without_a_receipt(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk, StaffRole.Supervisor);
        var shown = new List<string>();
        foreach (var endpoint in await Endpoints.AllAsync(host))
        {
            var pattern = endpoint.RoutePattern;
            if (pattern.GetParameter("reference") is null)
            {
                continue;
            }
            var raised = await RaiseAsync(office);
            var address = Endpoints.AddressOf(pattern, name => name == "reference" ? $"{raised.Reference.Value}" : null);
            var page = await clerk.Browser.GetAsync(address);
            if (page.Text.Contains(Name, StringComparison.Ordinal) || page.Text.Contains(Phone, StringComparison.Ordinal))
            {
                shown.Add(address);
                await using var db = host.OpenDb();
                Assert.True(
                    await db.Set<AccessReceiptRow>().AnyAsync(r => r.MatterId == raised.Id && r.Account == clerk.Id.Value),
                    $"{pattern.RawText} showed {Name} and left no receipt"
                );
            }
        }
        Assert.NotEmpty(shown);
    }

    [Theory, OnBothDatabases]
    public async Task Each_unit_has_a_line_with_what_it_needed_the_data_for(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var reviewer = await office.HireAsync(Neighbourhood.Review, StaffRole.Reviewer);
        var raised = await RaiseAsync(office);
        await office.DissatisfyAsync(raised, clerk);
        await reviewer.OpenAsync(raised);
        Assert.Contains("复查办理结果", (await AccessAsync(host, raised)).Main, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Whoever_looks_after_others_work_and_does_not_handle_is_not_said_to_handle(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var (own, above) = (await RaiseAsync(office), await RaiseAsync(office));
        await (await office.HireAsync(Neighbourhood.WillowDesk, StaffRole.Supervisor)).OpenAsync(own);
        await (await office.HireAsync(Neighbourhood.Street, StaffRole.Supervisor)).OpenAsync(above);
        foreach (var raised in (RaiseResult.Raised[])[own, above])
        {
            var page = await AccessAsync(host, raised);
            Assert.Contains("监督您的诉求怎样办理", page.Main, StringComparison.Ordinal);
            Assert.DoesNotContain("办理您的诉求", page.Main, StringComparison.Ordinal);
        }
        Assert.Contains("to oversee how your matter is dealt with", (await AccessAsync(host, own, "en")).Main);
    }

    [Theory, OnBothDatabases]
    public async Task A_leader_who_does_the_work_of_a_matter_is_said_to_handle_it_and_one_who_assigns_it_is_not(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var (leader, clerk) = (
            await office.HireAsync(Neighbourhood.WillowDesk, StaffRole.Supervisor),
            await office.HireAsync(Neighbourhood.WillowDesk)
        );
        var (assigned, answered) = (await RaiseAsync(office), await RaiseAsync(office));
        await office.DoAsync(
            assigned,
            leader.Actor,
            (m, _, _) => AssignRule.Decide(m, new Assign(clerk.Id), [Neighbourhood.WillowDesk], leader.Actor)
        );
        await leader.OpenAsync(assigned);
        Assert.DoesNotContain("办理您的诉求", (await AccessAsync(host, assigned)).Main, StringComparison.Ordinal);

        var form = await leader.OpenAsync(answered, "reply");
        await leader.Browser.SubmitAsync(form, [("Form.Text", "今晚去看。")]);
        var page = (await AccessAsync(host, answered)).Main;
        Assert.Contains("办理您的诉求", page, StringComparison.Ordinal);
        Assert.Contains("监督您的诉求怎样办理", page, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_unit_that_may_not_see_the_matter_leaves_no_receipt_since_it_sees_nothing(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var raised = await RaiseAsync(office);
        var other = await office.HireAsync(Neighbourhood.BellDesk);
        Assert.DoesNotContain(Phone, (await other.OpenAsync(raised)).Text, StringComparison.Ordinal);
        await using var db = host.OpenDb();
        Assert.False(await db.Set<AccessReceiptRow>().AnyAsync(r => r.MatterId == raised.Id));
    }

    [Theory, OnBothDatabases]
    public async Task After_a_threat_the_openings_of_other_units_are_shown_later_and_none_is_lost(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var reviewer = await office.HireAsync(Neighbourhood.Review, StaffRole.Reviewer);
        var raised = await RaiseAsync(office);
        await clerk.OpenAsync(raised);
        await office.DoAsync(
            raised,
            clerk.Actor,
            (m, _, _) => RecordThreatRule.Decide(m, new RecordThreat(ThreatTo.Person, "说要打人", true), clerk.Actor)
        );
        await office.DissatisfyAsync(raised, clerk);
        await reviewer.OpenAsync(raised);

        var page = await AccessAsync(host, raised);
        Assert.Contains("办理您的诉求", page.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("复查办理结果", page.Main, StringComparison.Ordinal);
        host.Clock.Advance(AccessReceiptRule.AfterThreat + TimeSpan.FromMinutes(1));
        Assert.Contains("复查办理结果", (await AccessAsync(host, raised)).Main, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_receipt_of_another_day_is_a_receipt_of_its_own(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var raised = await RaiseAsync(office);
        var reader = host.Services.GetRequiredService<Storage.Matters.Views.MatterReader>();
        var scope = Storage.Matters.Views.StaffScope.Of(
            clerk.Id,
            clerk.Unit,
            [(clerk.Unit, StaffRole.Handler, null)],
            await host.JurisdictionAsync()
        );
        for (var day = 0; day < 3; day++)
        {
            await using var db = host.OpenDb();
            Assert.NotNull((await reader.ForStaffAsync(db, raised.Reference, scope)).Page);
            Assert.NotNull((await reader.ForStaffAsync(db, raised.Reference, scope)).Page);
            host.Clock.Advance(TimeSpan.FromDays(1));
        }
        await using var after = host.OpenDb();
        Assert.Equal(3, await after.Set<AccessReceiptRow>().CountAsync(r => r.MatterId == raised.Id));
    }

    [Theory, OnBothDatabases]
    public async Task Two_nodes_that_open_the_same_matter_leave_one_receipt_and_both_read_it(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        var office = new Office(host);
        var clerk = await office.HireAsync(Neighbourhood.WillowDesk);
        var raised = await RaiseAsync(office);
        await clerk.OpenAsync(raised);
        // What the second node does not remember is what the first one has written.
        var ring = host.Services.GetRequiredService<KeyRing>();
        var reader = new Storage.Matters.Views.MatterReader(
            ring,
            host.Services.GetRequiredService<IdentityRing>(),
            new AccessReceipts(
                host.Services.GetRequiredService<GroupWriter>(),
                ring,
                host.Services.GetRequiredService<JurisdictionSource>(),
                host.Clock
            ),
            host.Services.GetRequiredService<JurisdictionSource>(),
            host.Services.GetRequiredService<NeedsBook>()
        );
        var scope = Storage.Matters.Views.StaffScope.Of(
            clerk.Id,
            clerk.Unit,
            [(clerk.Unit, StaffRole.Handler, null)],
            await host.JurisdictionAsync()
        );
        await using var db = host.OpenDb();
        Assert.NotNull((await reader.ForStaffAsync(db, raised.Reference, scope)).Page);
        Assert.Equal(1, await db.Set<AccessReceiptRow>().CountAsync(r => r.MatterId == raised.Id));
    }

    [Theory, OnBothDatabases]
    public async Task Somebody_without_the_link_does_not_learn_who_looked(DatabaseKind kind)
    {
        await using var host = await TestHost.StartAsync(kind);
        Assert.Equal(HttpStatusCode.NotFound, (await host.NewBrowser().GetAsync($"/m/{new string('A', 43)}/access")).Status);
    }
}
