using SmallMatters.Domain.Conduct;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Tests.Kit;
using SmallMatters.Web.Tests.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.Confidentiality;

/// <summary>A review of conduct that the desk of Willow has to answer.</summary>
internal static class PlantedConduct
{
    /// <summary>Its key, as an address has it.</summary>
    public static async Task<string> ReviewAsync(Office office)
    {
        var raised = await office.RaiseAsync(
            Neighbourhood.Conduct,
            change: r => r with { Kind = Kind.Conduct, UnitConcerned = Neighbourhood.WillowDesk }
        );
        var reviewer = await office.HireAsync(Neighbourhood.Review, StaffRole.Reviewer);
        var put = await reviewer.Browser.SubmitAsync(
            await reviewer.Browser.GetAsync($"/staff/matters/{raised.Reference.Value}/conduct"),
            [("Form.Points", "请说明窗口的安排。"), ("Form.NoInterest", "true")]
        );
        Assert.Empty(put.Mistakes);
        return $"{ConductReview.KeyOf((await office.NowAsync(raised)).File):N}";
    }
}
