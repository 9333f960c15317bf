using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Web.Following;

/// <summary>The words of the page that says who has seen a resident's data.</summary>
public static class AccessWords
{
    /// <summary>What for.</summary>
    public static Bilingual Said(this AccessPurpose purpose) =>
        purpose switch
        {
            AccessPurpose.Handling => new("办理您的诉求", "to deal with your matter"),
            AccessPurpose.Reviewing => new("复查办理结果", "to review how it was dealt with"),
            AccessPurpose.AnsweringHandOver => new("答复是否接手", "to answer whether it takes the matter over"),
            AccessPurpose.LookingAfterOverdue => new("督促超期的事项", "to see to it that what is overdue is done"),
            AccessPurpose.Part => new("协助办理其中一项", "to deal with a part of it"),
            AccessPurpose.OpeningIdentity => new("查看封存的身份", "to see the sealed identity"),
            AccessPurpose.SharedBySlip => new("按共享单提供给它的程序", "by a sharing slip, to its program"),
            AccessPurpose.TransferredBack => new(
                "把办理结果回传给转来诉求的系统",
                "to tell the system that passed it on what became of it"
            ),
            AccessPurpose.Overseeing => new("监督您的诉求怎样办理", "to oversee how your matter is dealt with"),
            AccessPurpose.CheckingPublication => new(
                "核对要公开的消息里没有您的姓名",
                "to check that your name is not in what is to be published"
            ),
            AccessPurpose.Mediating => new("处理因此发生的纠纷", "to deal with the dispute about it"),
            AccessPurpose.Calling => new("打电话问您满意不满意（随机抽到）", "to ring you and ask how it was (drawn at random)"),
            AccessPurpose.Serving => new("按您写的需要接待您", "to serve you as you said you need it"),
            AccessPurpose.Learning => new(
                "经您同意，把您的评价写成启示（不写您是谁）",
                "to make a lesson of your verdict, as you agreed, without who you are"
            ),
            AccessPurpose.CheckingQuality => new(
                "看给您的答复写得清不清楚（随机抽到，不看您是谁）",
                "to see whether your answer was a clear one (drawn at random, without who you are)"
            ),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>Until when the unit may open it.</summary>
    public static Bilingual Until(this AccessPurpose purpose) =>
        purpose switch
        {
            AccessPurpose.Handling => new("到诉求了结为止", "until the matter is settled"),
            AccessPurpose.Reviewing => new("到作出复查决定为止", "until the review is decided"),
            AccessPurpose.AnsweringHandOver => new("到答复移交为止", "until the hand-over is answered"),
            AccessPurpose.LookingAfterOverdue => new("到诉求了结为止", "until the matter is settled"),
            AccessPurpose.Part => new("到这一项办完为止", "until that part has ended"),
            AccessPurpose.OpeningIdentity => new("只显示一次", "once"),
            AccessPurpose.SharedBySlip => new("到共享单到期为止", "until the slip expires"),
            AccessPurpose.TransferredBack => new("到诉求了结为止", "until the matter is settled"),
            AccessPurpose.Overseeing => new("到诉求了结为止", "until the matter is settled"),
            AccessPurpose.CheckingPublication => new("到消息发布为止", "until it is published"),
            AccessPurpose.Mediating => new("到诉求了结为止", "until the matter is settled"),
            AccessPurpose.Calling => new("到回访结束为止", "until the call is over"),
            AccessPurpose.Serving => new("只在约好的当天", "on the day of the appointment"),
            AccessPurpose.Learning => new(
                "到启示写好为止，您可以随时收回",
                "until it is written; you can take it back at any time"
            ),
            AccessPurpose.CheckingQuality => new("到看完为止", "until it is read"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>Which field was passed on.</summary>
    public static Bilingual ToResident(this PartField field) =>
        field switch
        {
            PartField.Description => new("您写的情况", "what you wrote"),
            PartField.Photos => new("照片", "photos"),
            PartField.Door => new("门牌等详细地点", "the exact place, such as the door"),
            PartField.Contact => new("姓名和联系方式", "your name and contact"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
