using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Accounts;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Partners;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Partners;

/// <summary>A neighbourhood with a property company, and a matter of which the company is asked for a part.</summary>
internal sealed class PartnerScene(TestHost host, Office office, Clerk owner, RaiseResult.Raised raised)
{
    public const string Company = "green-property";
    public const string Phone = "13700000066";
    public const string Own = "门禁坏了一周，快递和陌生人随便进";

    public TestHost Host => host;

    public Office Office => office;

    public Clerk Owner => owner;

    public RaiseResult.Raised Raised => raised;

    public static async Task AddPartnerAsync(TestHost host, string code = Company)
    {
        var book = host.Services.GetRequiredService<PartnerBook>();
        var administrator = new Actor.Staff(
            new StaffId(Guid.CreateVersion7(host.Clock.GetUtcNow())),
            Neighbourhood.Street,
            [StaffRole.SystemAdministrator]
        );
        Assert.IsType<Acted.Written>(
            await book.ChangeAsync(
                new PartnerChange.AddPartner(code, "绿园物业", "Green Property", Neighbourhood.WillowDesk),
                "合同生效",
                administrator
            )
        );
    }

    public static Task<PartnerScene> MakeAsync(TestHost host, params PartField[] passOn) => MakeAsync(host, null, passOn);

    /// <summary>The same of a matter that is raised with something more.</summary>
    public static async Task<PartnerScene> MakeAsync(TestHost host, Func<Raise, Raise>? change, PartField[] passOn)
    {
        if ((await host.JurisdictionAsync()).Partners.Find(Company) is null)
        {
            await AddPartnerAsync(host);
        }
        var office = new Office(host);
        var owner = await office.HireAsync(Neighbourhood.WillowDesk);
        var raised = await office.RaiseAsync(words: Own, phone: Phone, name: "李阿姨", change: change);
        var scene = new PartnerScene(host, office, owner, raised);
        await office.DoAsync(
            raised,
            owner.Actor,
            (m, j, now) =>
                GivePartRule.Decide(
                    m,
                    new GivePart(Company, "修好三号楼门禁", "请三天内上门修门禁。")
                    {
                        PassOn = [.. passOn],
                        Purpose = passOn.Length == 0 ? null : "上门前联系",
                    },
                    owner.Actor,
                    j,
                    now
                )
        );
        return scene;
    }

    public async Task<Part> PartAsync() => (await office.NowAsync(raised)).File.Parts[0];

    public async Task<string> AddressAsync() => $"/staff/matters/{raised.Reference.Value}/parts/{(await PartAsync()).Id:N}";

    /// <summary>The address that the owner gives to the partner, as the page shows it.</summary>
    public async Task<string> LinkAsync(string days = "7")
    {
        var page = await owner.Browser.SubmitAsync(
            await owner.Browser.GetAsync($"{await AddressAsync()}/partner-link"),
            [("Form.Purpose", "请物业上门修门禁"), ("Form.Days", days)]
        );
        var address = page.Document.QuerySelector("main code")!.TextContent;
        Assert.StartsWith("http://localhost/partner/", address);
        return new Uri(address).AbsolutePath;
    }

    /// <summary>A client of the company's own program.</summary>
    public async Task<HttpClient> ProgramAsync(string partner = Company)
    {
        var key = await host.Services.GetRequiredService<PartnerKeys>().IssueAsync(partner, new Doer(null, "test"));
        var client = host.NewClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        return client;
    }

    public Task<VerificationResult> VerifyAsync() =>
        host.Services.GetRequiredService<Verification>().RunAsync(cancel: TestContext.Current.CancellationToken);
}
