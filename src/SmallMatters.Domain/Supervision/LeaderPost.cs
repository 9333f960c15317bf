using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Supervision;

/// <summary>
/// The post of whoever leads a hard problem. It stands in public at once, and so it is chosen and not written: words that go out
/// are looked at by a second person first.
/// </summary>
public enum LeaderPost
{
    /// <summary>主要负责人.</summary>
    Head,

    /// <summary>分管负责人.</summary>
    Deputy,

    /// <summary>党组织书记.</summary>
    PartySecretary,

    /// <summary>片区民警.</summary>
    CommunityOfficer,

    /// <summary>网格长.</summary>
    GridLead,

    /// <summary>科室负责人.</summary>
    SectionHead,
}

/// <summary>Posts in words.</summary>
public static class LeaderPosts
{
    /// <summary>The post in words.</summary>
    public static Bilingual Said(this LeaderPost post) =>
        post switch
        {
            LeaderPost.Head => new("主要负责人", "head"),
            LeaderPost.Deputy => new("分管负责人", "deputy in charge"),
            LeaderPost.PartySecretary => new("党组织书记", "party secretary"),
            LeaderPost.CommunityOfficer => new("片区民警", "community officer"),
            LeaderPost.GridLead => new("网格长", "grid lead"),
            LeaderPost.SectionHead => new("科室负责人", "head of section"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>The post that a listing holds; null where words of an earlier listing stand.</summary>
    public static LeaderPost? Of(string kept) =>
        Enum.TryParse<LeaderPost>(kept, out var post) && Enum.IsDefined(post) ? post : null;
}
