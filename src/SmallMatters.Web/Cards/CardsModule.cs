using SmallMatters.Web.Accounts;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Cards;

/// <summary>Cards, patterns, problems, the morning board and the weekly plan.</summary>
public static class CardsModule
{
    public static WebApplicationBuilder AddCards(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<CardWatch>();
        builder.Services.AddSingleton<Replay>();
        builder.Services.AddStaffLink(StaffGroup.Plans, "/staff/cards", "提示单", "Cards", order: 40, Policies.Matters);
        builder.Services.AddStaffLink(StaffGroup.Plans, "/staff/problems", "问题", "Problems", order: 50, Policies.Matters);
        builder.Services.AddStaffLink(StaffGroup.Plans, "/staff/patterns", "规律", "Patterns", order: 60, Policies.Matters);
        builder.Services.AddStaffLink(
            StaffGroup.Plans,
            "/staff/morning-board",
            "晨会",
            "Morning board",
            order: 15,
            Policies.Matters
        );
        builder.Services.AddStaffLink(StaffGroup.Plans, "/staff/weekly-plan", "本周", "This week", order: 70, Policies.Matters);
        return builder;
    }
}
