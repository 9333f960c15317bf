using SmallMatters.Web.Accounts;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Knowledge;

/// <summary>The knowledge base: answers for everybody, and the units that keep them.</summary>
public static class KnowledgeModule
{
    public static WebApplicationBuilder AddKnowledge(this WebApplicationBuilder builder)
    {
        builder.Services.AddStaffLink(
            StaffGroup.Services,
            KnowledgeLinks.Staff,
            "知识库",
            "Knowledge base",
            order: 56,
            Policies.Handler
        );
        return builder;
    }
}

/// <summary>Addresses of the knowledge base.</summary>
internal static class KnowledgeLinks
{
    public const string Public = "/answers";
    public const string Staff = "/staff/knowledge";
    public const string New = $"{Staff}/new";

    public static string Read(Guid id) => $"{Public}/{id:N}";

    public static string Keep(Guid id) => $"{Staff}/{id:N}";

    public static string Change(Guid id) => $"{Keep(id)}/change";
}
