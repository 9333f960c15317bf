using SmallMatters.Tests.Kit;
using Xunit;

[assembly: AssemblyFixture(typeof(TestHosts))]
