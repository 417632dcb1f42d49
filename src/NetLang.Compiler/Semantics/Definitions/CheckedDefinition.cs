using System.Collections.Immutable;
using NetLang.Compiler.Semantics.Signatures;
using NetLang.Compiler.Syntax;
using NetLang.Compiler.Text;

namespace NetLang.Compiler.Semantics.Definitions;

/// <summary>A definition that is elaborated on its own.</summary>
/// <param name="Name">By which it is found; null where it binds none.</param>
/// <param name="Place">Of what it defines.</param>
/// <param name="Forms">The values of <c>training</c> that it may meet: an optimizer runs in training alone.</param>
internal sealed record CheckedDefinition(
    string? Name, SourceSpan Place, Expression Body, IEnumerable<Sample> Samples, ImmutableArray<bool> Forms)
{
    /// <summary>Null where a declaration is elaborated elsewhere.</summary>
    public static CheckedDefinition? Of(Declaration declaration) => declaration switch
    {
        LetDeclaration let => new(
            PatternBinder.NamesIn(let.Target).Select(n => n.Name).FirstOrDefault(),
            let.Target.Span,
            let.Body,
            Sample.Of(let.Parameters.IsEmpty ? [let.Body] : let.Parameters),
            [true, false]),
        OptimizerDeclaration optimizer => new(
            optimizer.Name.Text, optimizer.Name.Span, optimizer.Body, Sample.OfTensor(), [true]),
        _ => null,
    };
}
