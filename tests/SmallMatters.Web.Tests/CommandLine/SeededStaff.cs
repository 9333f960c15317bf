using SmallMatters.Storage;
using SmallMatters.Storage.Accounts;
using SmallMatters.Storage.Seeding;

namespace SmallMatters.Web.Tests.CommandLine;

/// <summary>Accounts without a password, whose keys follow from their names so that the same stories have the same people.</summary>
internal static class SeededStaff
{
    public static async Task AddAsync(Db db, IReadOnlyList<DemoPost> posts, DateTimeOffset from)
    {
        foreach (var (post, i) in posts.Select((post, i) => (post, i)))
        {
            var id = new Guid(i + 1, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);
            db.Add(
                new Account
                {
                    Id = id,
                    UserName = post.UserName,
                    NormalizedUserName = post.UserName.ToUpperInvariant(),
                    DisplayName = post.Name,
                }
            );
            db.Add(
                new Appointment
                {
                    Id = Guid.CreateVersion7(from),
                    AccountId = id,
                    Unit = post.Unit,
                    Role = post.Role,
                    ValidFrom = DateOnly.FromDateTime(from.UtcDateTime),
                }
            );
        }
        await db.SaveChangesAsync();
    }
}
