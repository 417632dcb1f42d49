using System.Collections.Immutable;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Semantics.Models;
using NetLang.Compiler.Semantics.Training;
using NetLang.Compiler.Syntax;

namespace NetLang.Compiler.Semantics;

/// <summary>What a file means.</summary>
/// <param name="Models">The models without errors, in the order of the file.</param>
public sealed record AnalysisResult(ImmutableArray<ModelDefinition> Models);

/// <summary>From syntax to models: the whole of semantics.</summary>
public static class Analyzer
{
    /// <summary>Elaborates every model of a file; what is wrong goes to <paramref name="diagnostics"/>.</summary>
    public static AnalysisResult Analyze(
        CompilationUnit unit, IReadOnlyList<CompilationUnit> prelude, DiagnosticBag diagnostics)
    {
        var program = new Program(unit, prelude, diagnostics);
        NameResolver.Check(program, diagnostics);
        var trains = TrainDeclarations.ByModel(unit, diagnostics);
        if (diagnostics.HasErrors)
            return new AnalysisResult([]); // elaboration would only say the same again

        var models = ImmutableArray.CreateBuilder<ModelDefinition>();
        foreach (var declaration in unit.Declarations.OfType<ModelDeclaration>())
        {
            var train = trains.GetValueOrDefault(declaration.Name.Text);
            if (new ModelElaborator(program, declaration).Elaborate(train) is { } model)
                models.Add(model);
        }

        return new AnalysisResult(models.ToImmutable());
    }
}
