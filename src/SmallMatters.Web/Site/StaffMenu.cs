using Microsoft.AspNetCore.Authorization;
using SmallMatters.Domain.Language;

namespace SmallMatters.Web.Site;

/// <summary>Under which word a link stands in the staff's navigation, in the order in which the words stand.</summary>
public enum StaffGroup
{
    /// <summary>What residents raised, and who does what about it.</summary>
    Matters,

    /// <summary>What is done in the street and at the door.</summary>
    Outside,

    /// <summary>Disputes and minor cases.</summary>
    Disputes,

    /// <summary>What residents come for, and what is told to them.</summary>
    Services,

    /// <summary>What the history shows and what is planned from it.</summary>
    Plans,

    /// <summary>Accounts, registers and checks of the system itself.</summary>
    House,
}

/// <summary>One entry of the staff's navigation; with a policy only for those whom it lets in.</summary>
/// <param name="Group">The word that it stands under.</param>
/// <param name="Href">The address of the page.</param>
/// <param name="Said">What the link says.</param>
/// <param name="Order">The smaller, the earlier within its group.</param>
/// <param name="Policy">Who may open the page; null for every member of staff.</param>
public sealed record StaffLink(StaffGroup Group, string Href, Bilingual Said, int Order, string? Policy)
{
    /// <summary>A further condition on who is shown it; null for none.</summary>
    public Func<HttpContext, bool>? When { get; init; }
}

/// <summary>The links of one group that the person may open.</summary>
public sealed record StaffGroupShown(StaffGroup Group, IReadOnlyList<StaffLink> Links)
{
    /// <summary>What the group is called.</summary>
    public Bilingual Said =>
        Group switch
        {
            StaffGroup.Matters => new("诉求", "Matters"),
            StaffGroup.Outside => new("外出", "Out of the office"),
            StaffGroup.Disputes => new("纠纷和小案", "Disputes and cases"),
            StaffGroup.Services => new("办事和发布", "Services and publishing"),
            StaffGroup.Plans => new("数据和安排", "Figures and plans"),
            StaffGroup.House => new("内部管理", "Administration"),
            _ => throw new ArgumentOutOfRangeException(nameof(Group), Group, "Not a group of the navigation."),
        };
}

/// <summary>The staff's navigation as one person sees it.</summary>
public static class StaffMenu
{
    /// <summary>The groups with at least one link that whoever asks may open.</summary>
    public static async Task<IReadOnlyList<StaffGroupShown>> OfAsync(
        HttpContext request,
        IEnumerable<StaffLink> links,
        IAuthorizationService allowed
    )
    {
        var open = new List<StaffLink>();
        foreach (var link in links)
        {
            if (
                (link.Policy is null || (await allowed.AuthorizeAsync(request.User, link.Policy)).Succeeded)
                && link.When?.Invoke(request) != false
            )
            {
                open.Add(link);
            }
        }
        return
        [
            .. open.OrderBy(link => link.Group)
                .ThenBy(link => link.Order)
                .GroupBy(link => link.Group)
                .Select(group => new StaffGroupShown(group.Key, [.. group])),
        ];
    }

    /// <summary>Whether the page that is being read is this link's, or lies under it.</summary>
    public static bool IsHere(StaffLink link, PathString path) =>
        link.Href == "/staff" ? path == "/staff" : path.StartsWithSegments(link.Href);
}
