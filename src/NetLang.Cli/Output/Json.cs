using System.Text.Json;
using System.Text.Json.Serialization;

namespace NetLang.Cli.Output;

/// <summary>What <c>--json</c> prints. JSON has no NaN and no infinities: they stand as "NaN", "Infinity", "-Infinity".</summary>
internal static class Json
{
    private static readonly JsonSerializerOptions Options = new()
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public static string Text<T>(T value) => JsonSerializer.Serialize(value, Options);
}
