using SmallMatters.Storage;

namespace SmallMatters.Web.Site;

/// <summary>Which answer an exception that nobody caught deserves: the database is away, the disk is full, or our mistake.</summary>
public static class Faults
{
    public static int Status(Exception exception) =>
        exception switch
        {
            BadHttpRequestException bad => bad.StatusCode,
            _ when DatabaseFaults.DiskIsFull(exception) => StatusCodes.Status507InsufficientStorage,
            _ when DatabaseFaults.IsAway(exception) => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status500InternalServerError,
        };
}
