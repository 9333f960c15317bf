using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Accounts;
using SmallMatters.Storage.Matters;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Accounts;
using Xunit;

namespace SmallMatters.Web.Tests.Matters;

/// <summary>Staff who are signed in, and matters for them to deal with. Every test makes its own.</summary>
internal sealed class Office(TestHost host)
{
    private static int _number;

    public TestHost Host => host;

    /// <summary>Somebody new of the staff, signed in.</summary>
    public async Task<Clerk> HireAsync(
        string unit,
        StaffRole role = StaffRole.Handler,
        string language = "zh",
        string? name = null
    )
    {
        var user = $"clerk-{Interlocked.Increment(ref _number)}";
        var shown = name ?? $"承办人{_number}";
        using (var scope = host.Services.CreateScope())
        {
            await scope
                .ServiceProvider.GetRequiredService<DemoStaff>()
                .SeedAsync([new DemoPerson(user, shown, [new StaffPost(unit, role, null)])], new DateOnly(2020, 1, 1));
        }
        await using var db = host.OpenDb();
        var id = await db.Users.Where(u => u.UserName == user).Select(u => u.Id).SingleAsync();
        var browser = host.NewBrowser(language);
        var signIn = await browser.GetAsync("/sign-in");
        var first = await browser.SubmitAsync(signIn, [("UserName", user), ("Password", DemoStaff.Password)]);
        Assert.DoesNotContain("/sign-in", first.Path);
        return new Clerk(browser, new StaffId(id), unit, [role], shown) { User = user };
    }

    /// <summary>A matter that a resident raised.</summary>
    public async Task<RaiseResult.Raised> RaiseAsync(
        string category = Neighbourhood.Noise,
        string area = Neighbourhood.Willow,
        string words = "楼下半夜很吵。",
        string? phone = null,
        string? name = null,
        Func<Raise, Raise>? change = null
    )
    {
        var (id, reference, raiser) = host.Book.NewKeys();
        var raise = new Raise(id, reference, raiser, Kind.Complaint, Origin.Resident, Channel.Web, category, area, words)
        {
            Contact = new Contact(
                name is null ? null : new PersonalText(raiser, name),
                phone is null ? null : new PersonalText(raiser, phone),
                null
            ),
        };
        return Assert.IsType<RaiseResult.Raised>(
            await host.Book.RaiseAsync(change is null ? raise : change(raise), new Actor.Person(raiser))
        );
    }

    /// <summary>Something that somebody else does to it meanwhile.</summary>
    public async Task<Matter> DoAsync(
        RaiseResult.Raised raised,
        Actor by,
        Func<Matter, Domain.Units.Jurisdiction, DateTimeOffset, Decision?> decide
    ) => Assert.IsType<ChangeResult.Changed>(await host.Book.DecideAsync(raised.Id, by, decide)).After;

    /// <summary>The state as it is now.</summary>
    public async Task<Matter> NowAsync(RaiseResult.Raised raised) => (await host.Book.FindAsync(raised.Id))!;

    /// <summary>Closed by the clerk and judged with a "no": under review.</summary>
    public async Task<Matter> DissatisfyAsync(RaiseResult.Raised raised, Clerk clerk, string words = "灯还是不亮，没人来过。")
    {
        await DoAsync(
            raised,
            clerk.Actor,
            (m, j, now) => CloseRule.Decide(m, new Close(OutcomeCode.Solved, "已处理。"), clerk.Actor, j, now)
        );
        var me = new Actor.Person(raised.Raiser);
        return await DoAsync(
            raised,
            me,
            (m, j, now) =>
                GiveVerdictRule.Decide(
                    m,
                    new GiveVerdict(YesPartlyNo.No, YesPartlyNo.Yes, null, YesPartlyNo.No, false, words),
                    me,
                    j,
                    now
                )
        );
    }
}

/// <summary>Somebody of the staff at their browser.</summary>
internal sealed record Clerk(Browser Browser, StaffId Id, string Unit, StaffRole[] Roles, string Name)
{
    /// <summary>What they sign in with.</summary>
    public string User { get; init; } = "";

    public Actor.Staff Actor => new(Id, Unit, [.. Roles]);

    public Task<WebPage> OpenAsync(RaiseResult.Raised raised, string act = "") =>
        Browser.GetAsync($"/staff/matters/{raised.Reference.Value}{(act.Length == 0 ? "" : "/" + act)}");
}
