using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Learning;

/// <summary>Where pilots, practice, notes after an action, lessons and swapped places are.</summary>
[Authorize(Policies.Matters)]
public sealed class IndexModel : PageModel
{
    public static IReadOnlyList<Signpost> Places { get; } =
    [
        new(
            "/staff/pilots",
            new("试点", "Pilots"),
            new(
                "先说好怎样衡量、和谁比、什么时候停，再试；效果由系统算",
                "Measure, comparison and stop rule said first; the effect is counted"
            )
        ),
        new(
            "/staff/practice",
            new("经验", "Practice"),
            new("试过什么、有没有效、谁照着做；没有成效的也写", "What was tried, whether it worked, who copies it; failures too")
        ),
        new(
            "/staff/afteraction",
            new("复盘", "After-action notes"),
            new(
                "原来打算怎样、实际怎样、为什么；以后保持什么、改什么。只写工作，不写人",
                "What was meant, what happened and why; what is kept and what is changed. Of the work and never of a person"
            )
        ),
        new(
            "/staff/lessons",
            new("启示", "Lessons"),
            new(
                "居民评价里的原话，经本人同意、去掉能认出谁的内容，给工作人员学习",
                "What residents said in their verdicts, with their consent and without who they are, for staff to learn from"
            )
        ),
        new(
            "/staff/swap",
            new("换位体验", "From the resident’s side"),
            new(
                "一个季度一件，系统抽：从居民那一边看同事办结的一件诉求，写一句话，不记名",
                "One a quarter, drawn by the system: look at a colleague’s closed matter from the resident’s side; one sentence, no name"
            )
        ),
    ];
}
