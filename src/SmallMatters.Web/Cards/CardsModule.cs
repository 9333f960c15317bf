using SmallMatters.Web.Accounts;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Cards;

/// <summary>Cards, patterns, problems and the weekly plan.</summary>
public static class CardsModule
{
    public static WebApplicationBuilder AddCards(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<CardWatch>();
        builder.Services.AddSingleton<Replay>();
        builder.Services.AddStaffLink("/staff/cards", "提示单", "Cards", order: 40, Policies.Matters);
        return builder;
    }
}
