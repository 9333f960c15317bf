using System.Reflection;
using System.Text.RegularExpressions;
using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.Tests.MinorCases;
using Xunit;
using static SmallMatters.Domain.Tests.Calendar.LocalTime;

namespace SmallMatters.Domain.Tests.Clocks;

/// <summary>
/// The time limits that disputes and minor cases use, each in a table of dates (weekends, make-up workdays, long holidays, the turn of the
/// year, pauses), against a second computation that shares nothing with the rules.
/// </summary>
public partial class UsedDeadlineTests
{
    private const int Fewest = 4;

    [Theory]
    [InlineData("acceptance-review", "Wed 2025-12-31 10:00", "", "Thu 2026-01-01 10:00")]
    [InlineData("acceptance-review", "Fri 2025-01-24 09:00", "", "Sat 2025-01-25 09:00")]
    [InlineData("acceptance-review", "Wed 2025-04-30 20:30", "", "Thu 2025-05-01 20:30")]
    [InlineData("acceptance-review", "Tue 2025-09-30 23:59", "", "Wed 2025-10-01 23:59")]
    [InlineData("acceptance-review-complex", "Wed 2025-12-31 10:00", "", "Sun 2026-01-04 24:00")]
    [InlineData("acceptance-review-complex", "Fri 2025-01-24 09:00", "", "Mon 2025-01-27 24:00")]
    [InlineData("acceptance-review-complex", "Wed 2025-04-30 20:30", "", "Tue 2025-05-06 24:00")]
    [InlineData("acceptance-review-complex", "Tue 2025-09-30 23:59", "", "Thu 2025-10-09 24:00")]
    [InlineData("administrative-suit", "Wed 2025-12-31 10:00", "", "Tue 2026-06-30 24:00")]
    [InlineData("administrative-suit", "Fri 2026-02-13 09:00", "", "Thu 2026-08-13 24:00")]
    [InlineData("administrative-suit", "Thu 2026-04-30 20:30", "", "Fri 2026-10-30 24:00")]
    [InlineData("administrative-suit", "Fri 2026-09-18 11:00", "", "Thu 2027-03-18 24:00")]
    [InlineData("administrative-suit", "Wed 2026-09-30 23:59", "", "Tue 2027-03-30 24:00")]
    [InlineData("case-call-back", "Wed 2025-12-31 10:00", "", "Thu 2026-01-15 24:00")]
    [InlineData("case-call-back", "Fri 2026-02-13 09:00", "", "Thu 2026-03-05 24:00")]
    [InlineData("case-call-back", "Thu 2026-04-30 20:30", "", "Mon 2026-05-18 24:00")]
    [InlineData("case-call-back", "Fri 2026-09-18 11:00", "", "Fri 2026-10-09 24:00")]
    [InlineData("case-call-back", "Wed 2026-09-30 23:59", "", "Tue 2026-10-20 24:00")]
    [InlineData("case-service-review", "Wed 2025-12-31 10:00", "", "Thu 2026-01-08 24:00")]
    [InlineData("case-service-review", "Fri 2026-02-13 09:00", "", "Fri 2026-02-27 24:00")]
    [InlineData("case-service-review", "Thu 2026-04-30 20:30", "", "Mon 2026-05-11 24:00")]
    [InlineData("case-service-review", "Fri 2026-09-18 11:00", "", "Thu 2026-09-24 24:00")]
    [InlineData("case-service-review", "Wed 2026-09-30 23:59", "", "Tue 2026-10-13 24:00")]
    [InlineData("case-telling", "Wed 2025-12-31 10:00", "", "Sun 2026-01-04 24:00")]
    [InlineData("case-telling", "Fri 2026-02-13 09:00", "", "Sat 2026-02-14 24:00")]
    [InlineData("case-telling", "Thu 2026-04-30 20:30", "", "Wed 2026-05-06 24:00")]
    [InlineData("case-telling", "Fri 2026-09-18 11:00", "", "Sun 2026-09-20 24:00")]
    [InlineData("case-telling", "Wed 2026-09-30 23:59", "", "Thu 2026-10-08 24:00")]
    [InlineData("consumer-mediation", "Wed 2025-12-31 10:00", "", "Wed 2026-03-11 24:00")]
    [InlineData("consumer-mediation", "Fri 2026-02-13 09:00", "", "Fri 2026-04-24 24:00")]
    [InlineData("consumer-mediation", "Thu 2026-04-30 20:30", "", "Tue 2026-07-07 24:00")]
    [InlineData("consumer-mediation", "Fri 2026-09-18 11:00", "", "Thu 2026-11-26 24:00")]
    [InlineData("consumer-mediation", "Wed 2026-09-30 23:59", "", "Tue 2026-12-08 24:00")]
    [InlineData(
        "consumer-mediation",
        "Fri 2026-02-13 09:00",
        "Testing Wed 2026-02-25 15:00, Mon 2026-03-09 09:00",
        "Mon 2026-05-11 24:00"
    )]
    [InlineData(
        "consumer-mediation",
        "Fri 2026-02-13 09:00",
        "Testing Tue 2026-02-24 15:00, Tue 2026-02-24 18:00",
        "Fri 2026-04-24 24:00"
    )]
    [InlineData("copy-to-victim", "Wed 2025-12-31 10:00", "", "Sun 2026-01-04 24:00")]
    [InlineData("copy-to-victim", "Fri 2025-01-24 09:00", "", "Sun 2025-01-26 24:00")]
    [InlineData("copy-to-victim", "Wed 2025-04-30 20:30", "", "Tue 2025-05-06 24:00")]
    [InlineData("copy-to-victim", "Tue 2025-09-30 23:59", "", "Thu 2025-10-09 24:00")]
    [InlineData("court-delegated-mediation", "Wed 2025-12-31 10:00", "", "Fri 2026-01-30 24:00")]
    [InlineData("court-delegated-mediation", "Fri 2026-02-13 09:00", "", "Sun 2026-03-15 24:00")]
    [InlineData("court-delegated-mediation", "Thu 2026-04-30 20:30", "", "Sat 2026-05-30 24:00")]
    [InlineData("court-delegated-mediation", "Fri 2026-09-18 11:00", "", "Sun 2026-10-18 24:00")]
    [InlineData("court-delegated-mediation", "Wed 2026-09-30 23:59", "", "Fri 2026-10-30 24:00")]
    [InlineData("court-entrusted-mediation", "Wed 2025-12-31 10:00", "", "Thu 2026-01-15 24:00")]
    [InlineData("court-entrusted-mediation", "Fri 2026-02-13 09:00", "", "Sat 2026-02-28 24:00")]
    [InlineData("court-entrusted-mediation", "Thu 2026-04-30 20:30", "", "Fri 2026-05-15 24:00")]
    [InlineData("court-entrusted-mediation", "Fri 2026-09-18 11:00", "", "Sat 2026-10-03 24:00")]
    [InlineData("court-entrusted-mediation", "Wed 2026-09-30 23:59", "", "Thu 2026-10-15 24:00")]
    [InlineData("court-entrusted-mediation-simple", "Wed 2025-12-31 10:00", "", "Wed 2026-01-07 24:00")]
    [InlineData("court-entrusted-mediation-simple", "Fri 2026-02-13 09:00", "", "Fri 2026-02-20 24:00")]
    [InlineData("court-entrusted-mediation-simple", "Thu 2026-04-30 20:30", "", "Thu 2026-05-07 24:00")]
    [InlineData("court-entrusted-mediation-simple", "Fri 2026-09-18 11:00", "", "Fri 2026-09-25 24:00")]
    [InlineData("court-entrusted-mediation-simple", "Wed 2026-09-30 23:59", "", "Wed 2026-10-07 24:00")]
    [InlineData("decision-to-victim", "Fri 2026-02-13 09:00", "", "Tue 2026-02-24 24:00")]
    [InlineData("decision-to-victim", "Thu 2026-04-30 20:30", "", "Thu 2026-05-07 24:00")]
    [InlineData("decision-to-victim", "Fri 2026-09-18 11:00", "", "Mon 2026-09-21 24:00")]
    [InlineData("decision-to-victim", "Wed 2026-09-30 23:59", "", "Fri 2026-10-09 24:00")]
    [InlineData("judicial-confirmation-acceptance", "Wed 2025-12-31 10:00", "", "Sun 2026-01-04 24:00")]
    [InlineData("judicial-confirmation-acceptance", "Fri 2026-02-13 09:00", "", "Tue 2026-02-24 24:00")]
    [InlineData("judicial-confirmation-acceptance", "Thu 2026-04-30 20:30", "", "Wed 2026-05-06 24:00")]
    [InlineData("judicial-confirmation-acceptance", "Fri 2026-09-18 11:00", "", "Mon 2026-09-21 24:00")]
    [InlineData("judicial-confirmation-acceptance", "Wed 2026-09-30 23:59", "", "Thu 2026-10-08 24:00")]
    [InlineData("judicial-confirmation-decision", "Wed 2025-12-31 10:00", "", "Thu 2026-01-15 24:00")]
    [InlineData("judicial-confirmation-decision", "Fri 2026-02-13 09:00", "", "Sat 2026-02-28 24:00")]
    [InlineData("judicial-confirmation-decision", "Thu 2026-04-30 20:30", "", "Fri 2026-05-15 24:00")]
    [InlineData("judicial-confirmation-decision", "Fri 2026-09-18 11:00", "", "Thu 2026-10-08 24:00")]
    [InlineData("judicial-confirmation-decision", "Wed 2026-09-30 23:59", "", "Thu 2026-10-15 24:00")]
    [InlineData("judicial-confirmation-request", "Wed 2025-12-31 10:00", "", "Fri 2026-01-30 24:00")]
    [InlineData("judicial-confirmation-request", "Fri 2026-02-13 09:00", "", "Mon 2026-03-16 24:00")]
    [InlineData("judicial-confirmation-request", "Thu 2026-04-30 20:30", "", "Mon 2026-06-01 24:00")]
    [InlineData("judicial-confirmation-request", "Fri 2026-09-18 11:00", "", "Mon 2026-10-19 24:00")]
    [InlineData("judicial-confirmation-request", "Wed 2026-09-30 23:59", "", "Fri 2026-10-30 24:00")]
    [InlineData("labour-mediation", "Wed 2025-12-31 10:00", "", "Thu 2026-01-15 24:00")]
    [InlineData("labour-mediation", "Fri 2026-02-13 09:00", "", "Sat 2026-02-28 24:00")]
    [InlineData("labour-mediation", "Thu 2026-04-30 20:30", "", "Fri 2026-05-15 24:00")]
    [InlineData("labour-mediation", "Fri 2026-09-18 11:00", "", "Sat 2026-10-03 24:00")]
    [InlineData("labour-mediation", "Wed 2026-09-30 23:59", "", "Thu 2026-10-15 24:00")]
    [InlineData("linked-mediation-entry", "Wed 2025-12-31 10:00", "", "Sun 2026-01-04 24:00")]
    [InlineData("linked-mediation-entry", "Fri 2026-02-13 09:00", "", "Sat 2026-02-14 24:00")]
    [InlineData("linked-mediation-entry", "Thu 2026-04-30 20:30", "", "Wed 2026-05-06 24:00")]
    [InlineData("linked-mediation-entry", "Fri 2026-09-18 11:00", "", "Sun 2026-09-20 24:00")]
    [InlineData("linked-mediation-entry", "Wed 2026-09-30 23:59", "", "Thu 2026-10-08 24:00")]
    [InlineData("mediation-follow-up", "Wed 2025-12-31 10:00", "", "Thu 2026-01-08 24:00")]
    [InlineData("mediation-follow-up", "Fri 2026-02-13 09:00", "", "Fri 2026-02-27 24:00")]
    [InlineData("mediation-follow-up", "Thu 2026-04-30 20:30", "", "Mon 2026-05-11 24:00")]
    [InlineData("mediation-follow-up", "Fri 2026-09-18 11:00", "", "Thu 2026-09-24 24:00")]
    [InlineData("mediation-follow-up", "Wed 2026-09-30 23:59", "", "Tue 2026-10-13 24:00")]
    [InlineData("medical-mediation", "Wed 2025-12-31 10:00", "", "Thu 2026-02-12 24:00")]
    [InlineData("medical-mediation", "Fri 2026-02-13 09:00", "", "Thu 2026-04-02 24:00")]
    [InlineData("medical-mediation", "Thu 2026-04-30 20:30", "", "Mon 2026-06-15 24:00")]
    [InlineData("medical-mediation", "Fri 2026-09-18 11:00", "", "Thu 2026-11-05 24:00")]
    [InlineData("medical-mediation", "Wed 2026-09-30 23:59", "", "Tue 2026-11-17 24:00")]
    [InlineData(
        "medical-mediation",
        "Fri 2026-02-13 09:00",
        "Appraisal Wed 2026-02-25 15:00, Mon 2026-03-09 09:00",
        "Thu 2026-04-16 24:00"
    )]
    [InlineData(
        "medical-mediation",
        "Fri 2026-02-13 09:00",
        "Appraisal Tue 2026-02-24 15:00, Tue 2026-02-24 18:00",
        "Thu 2026-04-02 24:00"
    )]
    [InlineData("penalty-service", "Wed 2025-12-31 10:00", "", "Sun 2026-01-04 24:00")]
    [InlineData("penalty-service", "Fri 2026-02-13 09:00", "", "Tue 2026-02-24 24:00")]
    [InlineData("penalty-service", "Thu 2026-04-30 20:30", "", "Wed 2026-05-06 24:00")]
    [InlineData("penalty-service", "Fri 2026-09-18 11:00", "", "Sun 2026-09-20 24:00")]
    [InlineData("penalty-service", "Wed 2026-09-30 23:59", "", "Thu 2026-10-08 24:00")]
    [InlineData("peoples-mediation", "Wed 2025-12-31 10:00", "", "Fri 2026-01-30 24:00")]
    [InlineData("peoples-mediation", "Fri 2026-02-13 09:00", "", "Sun 2026-03-15 24:00")]
    [InlineData("peoples-mediation", "Thu 2026-04-30 20:30", "", "Sat 2026-05-30 24:00")]
    [InlineData("peoples-mediation", "Fri 2026-09-18 11:00", "", "Sun 2026-10-18 24:00")]
    [InlineData("peoples-mediation", "Wed 2026-09-30 23:59", "", "Fri 2026-10-30 24:00")]
    [InlineData("police-transfer", "Wed 2025-12-31 10:00", "", "Thu 2026-01-01 10:00")]
    [InlineData("police-transfer", "Fri 2026-02-13 09:00", "", "Sat 2026-02-14 09:00")]
    [InlineData("police-transfer", "Thu 2026-04-30 20:30", "", "Fri 2026-05-01 20:30")]
    [InlineData("police-transfer", "Fri 2026-09-18 11:00", "", "Sat 2026-09-19 11:00")]
    [InlineData("police-transfer", "Wed 2026-09-30 23:59", "", "Thu 2026-10-01 23:59")]
    [InlineData("prevention-visit", "Wed 2025-12-31 10:00", "", "Thu 2026-01-15 24:00")]
    [InlineData("prevention-visit", "Fri 2026-02-13 09:00", "", "Thu 2026-03-05 24:00")]
    [InlineData("prevention-visit", "Thu 2026-04-30 20:30", "", "Mon 2026-05-18 24:00")]
    [InlineData("prevention-visit", "Fri 2026-09-18 11:00", "", "Fri 2026-10-09 24:00")]
    [InlineData("prevention-visit", "Wed 2026-09-30 23:59", "", "Tue 2026-10-20 24:00")]
    [InlineData("protection-order", "Wed 2025-12-31 10:00", "", "Sat 2026-01-03 10:00")]
    [InlineData("protection-order", "Fri 2026-02-13 09:00", "", "Mon 2026-02-16 09:00")]
    [InlineData("protection-order", "Thu 2026-04-30 20:30", "", "Sun 2026-05-03 20:30")]
    [InlineData("protection-order", "Fri 2026-09-18 11:00", "", "Mon 2026-09-21 11:00")]
    [InlineData("protection-order", "Wed 2026-09-30 23:59", "", "Sat 2026-10-03 23:59")]
    [InlineData("public-order-case", "Wed 2025-12-31 10:00", "", "Fri 2026-01-30 24:00")]
    [InlineData("public-order-case", "Fri 2026-02-13 09:00", "", "Mon 2026-03-16 24:00")]
    [InlineData("public-order-case", "Thu 2026-04-30 20:30", "", "Mon 2026-06-01 24:00")]
    [InlineData("public-order-case", "Fri 2026-09-18 11:00", "", "Mon 2026-10-19 24:00")]
    [InlineData("public-order-case", "Wed 2026-09-30 23:59", "", "Fri 2026-10-30 24:00")]
    [InlineData("reconsideration-request", "Wed 2025-12-31 10:00", "", "Mon 2026-03-02 24:00")]
    [InlineData("reconsideration-request", "Fri 2026-02-13 09:00", "", "Tue 2026-04-14 24:00")]
    [InlineData("reconsideration-request", "Thu 2026-04-30 20:30", "", "Mon 2026-06-29 24:00")]
    [InlineData("reconsideration-request", "Fri 2026-09-18 11:00", "", "Tue 2026-11-17 24:00")]
    [InlineData("reconsideration-request", "Wed 2026-09-30 23:59", "", "Mon 2026-11-30 24:00")]
    [InlineData(
        "reconsideration-request",
        "Fri 2026-02-13 09:00",
        "ForceMajeure Wed 2026-02-25 15:00, Mon 2026-03-09 09:00",
        "Mon 2026-04-27 24:00"
    )]
    [InlineData(
        "reconsideration-request",
        "Fri 2026-02-13 09:00",
        "ForceMajeure Tue 2026-02-24 15:00, Tue 2026-02-24 18:00",
        "Tue 2026-04-14 24:00"
    )]
    [InlineData("report-log-after-emergency", "Wed 2025-12-31 10:00", "", "Thu 2026-01-01 10:00")]
    [InlineData("report-log-after-emergency", "Fri 2026-02-13 09:00", "", "Sat 2026-02-14 09:00")]
    [InlineData("report-log-after-emergency", "Thu 2026-04-30 20:30", "", "Fri 2026-05-01 20:30")]
    [InlineData("report-log-after-emergency", "Fri 2026-09-18 11:00", "", "Sat 2026-09-19 11:00")]
    [InlineData("report-log-after-emergency", "Wed 2026-09-30 23:59", "", "Thu 2026-10-01 23:59")]
    [InlineData("second-police-mediation", "Wed 2025-12-31 10:00", "", "Mon 2026-01-12 24:00")]
    [InlineData("second-police-mediation", "Fri 2026-02-13 09:00", "", "Mon 2026-03-02 24:00")]
    [InlineData("second-police-mediation", "Thu 2026-04-30 20:30", "", "Wed 2026-05-13 24:00")]
    [InlineData("second-police-mediation", "Fri 2026-09-18 11:00", "", "Tue 2026-09-29 24:00")]
    [InlineData("second-police-mediation", "Wed 2026-09-30 23:59", "", "Thu 2026-10-15 24:00")]
    [InlineData("traffic-mediation", "Wed 2025-12-31 10:00", "", "Thu 2026-01-15 24:00")]
    [InlineData("traffic-mediation", "Fri 2026-02-13 09:00", "", "Thu 2026-03-05 24:00")]
    [InlineData("traffic-mediation", "Thu 2026-04-30 20:30", "", "Mon 2026-05-18 24:00")]
    [InlineData("traffic-mediation", "Fri 2026-09-18 11:00", "", "Fri 2026-10-09 24:00")]
    [InlineData("traffic-mediation", "Wed 2026-09-30 23:59", "", "Tue 2026-10-20 24:00")]
    [InlineData("administrative-mediation-acceptance", "Wed 2025-12-31 10:00", "", "Thu 2026-01-08 24:00")]
    [InlineData("administrative-mediation-acceptance", "Fri 2026-02-13 09:00", "", "Fri 2026-02-27 24:00")]
    [InlineData("administrative-mediation-acceptance", "Thu 2026-04-30 20:30", "", "Mon 2026-05-11 24:00")]
    [InlineData("administrative-mediation-acceptance", "Fri 2026-09-18 11:00", "", "Thu 2026-09-24 24:00")]
    [InlineData("administrative-mediation-acceptance", "Wed 2026-09-30 23:59", "", "Tue 2026-10-13 24:00")]
    [InlineData("administrative-mediation-acceptance-complex", "Wed 2025-12-31 10:00", "", "Thu 2026-01-15 24:00")]
    [InlineData("administrative-mediation-acceptance-complex", "Fri 2026-02-13 09:00", "", "Thu 2026-03-05 24:00")]
    [InlineData("administrative-mediation-acceptance-complex", "Thu 2026-04-30 20:30", "", "Mon 2026-05-18 24:00")]
    [InlineData("administrative-mediation-acceptance-complex", "Fri 2026-09-18 11:00", "", "Fri 2026-10-09 24:00")]
    [InlineData("administrative-mediation-acceptance-complex", "Wed 2026-09-30 23:59", "", "Tue 2026-10-20 24:00")]
    [InlineData("administrative-mediation-forward", "Wed 2025-12-31 10:00", "", "Tue 2026-01-06 24:00")]
    [InlineData("administrative-mediation-forward", "Fri 2026-02-13 09:00", "", "Wed 2026-02-25 24:00")]
    [InlineData("administrative-mediation-forward", "Thu 2026-04-30 20:30", "", "Fri 2026-05-08 24:00")]
    [InlineData("administrative-mediation-forward", "Fri 2026-09-18 11:00", "", "Tue 2026-09-22 24:00")]
    [InlineData("administrative-mediation-forward", "Wed 2026-09-30 23:59", "", "Sat 2026-10-10 24:00")]
    [InlineData("consumer-complaint-acceptance", "Wed 2025-12-31 10:00", "", "Mon 2026-01-12 24:00")]
    [InlineData("consumer-complaint-acceptance", "Fri 2026-02-13 09:00", "", "Mon 2026-03-02 24:00")]
    [InlineData("consumer-complaint-acceptance", "Thu 2026-04-30 20:30", "", "Wed 2026-05-13 24:00")]
    [InlineData("consumer-complaint-acceptance", "Fri 2026-09-18 11:00", "", "Tue 2026-09-29 24:00")]
    [InlineData("consumer-complaint-acceptance", "Wed 2026-09-30 23:59", "", "Thu 2026-10-15 24:00")]
    [InlineData("online-mediation-answer", "Wed 2025-12-31 10:00", "", "Tue 2026-01-06 24:00")]
    [InlineData("online-mediation-answer", "Fri 2026-02-13 09:00", "", "Wed 2026-02-25 24:00")]
    [InlineData("online-mediation-answer", "Thu 2026-04-30 20:30", "", "Fri 2026-05-08 24:00")]
    [InlineData("online-mediation-answer", "Fri 2026-09-18 11:00", "", "Tue 2026-09-22 24:00")]
    [InlineData("online-mediation-answer", "Wed 2026-09-30 23:59", "", "Sat 2026-10-10 24:00")]
    [InlineData("online-mediation-designation", "Wed 2025-12-31 10:00", "", "Tue 2026-01-06 24:00")]
    [InlineData("online-mediation-designation", "Fri 2026-02-13 09:00", "", "Wed 2026-02-25 24:00")]
    [InlineData("online-mediation-designation", "Thu 2026-04-30 20:30", "", "Fri 2026-05-08 24:00")]
    [InlineData("online-mediation-designation", "Fri 2026-09-18 11:00", "", "Tue 2026-09-22 24:00")]
    [InlineData("online-mediation-designation", "Wed 2026-09-30 23:59", "", "Sat 2026-10-10 24:00")]
    [InlineData("police-mediation-start", "Wed 2025-12-31 10:00", "", "Tue 2026-01-06 24:00")]
    [InlineData("police-mediation-start", "Fri 2026-02-13 09:00", "", "Wed 2026-02-25 24:00")]
    [InlineData("police-mediation-start", "Thu 2026-04-30 20:30", "", "Fri 2026-05-08 24:00")]
    [InlineData("police-mediation-start", "Fri 2026-09-18 11:00", "", "Tue 2026-09-22 24:00")]
    [InlineData("police-mediation-start", "Wed 2026-09-30 23:59", "", "Sat 2026-10-10 24:00")]
    [InlineData("traffic-mediation-request", "Wed 2025-12-31 10:00", "", "Thu 2026-01-15 24:00")]
    [InlineData("traffic-mediation-request", "Fri 2026-02-13 09:00", "", "Thu 2026-03-05 24:00")]
    [InlineData("traffic-mediation-request", "Thu 2026-04-30 20:30", "", "Mon 2026-05-18 24:00")]
    [InlineData("traffic-mediation-request", "Fri 2026-09-18 11:00", "", "Fri 2026-10-09 24:00")]
    [InlineData("traffic-mediation-request", "Wed 2026-09-30 23:59", "", "Tue 2026-10-20 24:00")]
    public void A_time_limit_that_is_used_ends(string code, string started, string stopped, string ends)
    {
        var calendar = Domain.Calendar.WorkingCalendar.China;
        var at = Instant(started);
        var rule = ClockRuleBook.BuiltIn.RuleFor(code, calendar.DayOf(at));
        var clock = Clock.Start(rule, at, calendar);
        if (stopped.Length > 0)
        {
            var (reason, times) = (stopped.Split(' ', 2)[0], stopped.Split(' ', 2)[1].Split(", "));
            clock = Done(clock.Pause(rule, Enum.Parse<PauseReason>(reason), "委托书", "张三", Instant(times[0])));
            clock = Done(clock.Resume(rule, Instant(times[1]), calendar));
        }
        Assert.Equal(Instant(ends), clock.Deadline.DueAt);
        Assert.Equal(
            Instant(ends),
            DeadlineTests.Walker.End(rule, at, DeadlineTests.Walker.Workdays(), rule.Length, [.. clock.Pauses])
        );
        Assert.NotEmpty(rule.Source.Zh);
        Assert.NotEmpty(rule.Source.En);
    }

    [Fact]
    public void Every_time_limit_that_disputes_and_minor_cases_name_has_a_table_of_dates()
    {
        var rows = new[] { typeof(UsedDeadlineTests), typeof(DeadlineTests), typeof(CaseClockTests) }
            .SelectMany(t => t.GetMethods())
            .SelectMany(m => m.GetCustomAttributes<InlineDataAttribute>())
            .Select(d => d.Data[0] as string)
            .CountBy(code => code ?? "")
            .ToDictionary();
        var used = Used();
        // The rows of the law that these two modules cannot do without.
        Assert.Superset(
            new HashSet<string?>
            {
                "D05",
                "D08",
                "D10",
                "D11",
                "D20",
                "D21",
                "D22",
                "D23",
                "D24",
                "D25",
                "D26",
                "D27",
                "D28",
                "D29",
                "D30",
                "D31",
            },
            used.Select(r => r.Row).ToHashSet()
        );
        Assert.DoesNotContain(used.Select(r => r.Code), code => rows.GetValueOrDefault(code) < Fewest);
    }

    // Whatever code of a rule stands in the modules' own text, or in their data.
    private static List<ClockRule> Used()
    {
        string Folder(params string[] path) => Path.Combine([Repository.Root, .. path]);
        var text = string.Concat(
            Directory
                .GetFiles(Folder("src", "SmallMatters.Domain", "Disputes"), "*.cs")
                .Concat(Directory.GetFiles(Folder("src", "SmallMatters.Domain", "MinorCases"), "*.cs"))
                .Append(Folder("data", "rules", "venues.json"))
                .Append(Folder("data", "rules", "minor-cases.json"))
                .Select(File.ReadAllText)
        );
        var named = Quoted().Matches(text).Select(m => m.Groups[1].Value).ToHashSet();
        return [.. ClockRuleBook.BuiltIn.All.Where(r => named.Contains(r.Code))];
    }

    private static Clock Done(ClockDecision decision) => Assert.IsType<ClockDecision.Changed>(decision).Clock;

    [GeneratedRegex("\"([a-z][a-z-]*)\"")]
    private static partial Regex Quoted();
}
