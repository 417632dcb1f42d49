using NetLang.Testing;
using Xunit;

namespace NetLang.Gpu.Tests.Models;

/// <summary>What users write themselves, states and frozen layers among it, is the same in all places.</summary>
[Trait("Category", "Slow")]
public sealed class UserProgramTests
{
    public static TheoryData<string> Names => [.. UserProgram.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Agree(string name) => ModelAgreement.Check(UserProgram.Read(name));
}
