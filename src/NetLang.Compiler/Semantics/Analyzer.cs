using System.Collections.Immutable;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Semantics.Definitions;
using NetLang.Compiler.Semantics.Lints;
using NetLang.Compiler.Semantics.Models;
using NetLang.Compiler.Semantics.Repairs;
using NetLang.Compiler.Semantics.Training;
using NetLang.Compiler.Syntax;

namespace NetLang.Compiler.Semantics;

/// <summary>What a file means.</summary>
/// <param name="Models">The models without errors, in the order of the file.</param>
/// <param name="Elaborated">How many models were elaborated, with errors or without: all whose syntax is right.</param>
public sealed record AnalysisResult(ImmutableArray<ModelDefinition> Models, int Elaborated);

/// <summary>From syntax to models: the whole of semantics.</summary>
public static class Analyzer
{
    /// <summary>
    /// Elaborates every model of a file; what is wrong goes to <paramref name="diagnostics"/>. What has been reported (a
    /// declaration that could not be parsed, an unknown name) is passed over in silence.
    /// </summary>
    public static AnalysisResult Analyze(
        CompilationUnit unit, IReadOnlyList<CompilationUnit> prelude, DiagnosticBag diagnostics)
    {
        var result = Elaborate(new Program(unit, prelude, diagnostics), diagnostics);
        RepairCheck.Choose(unit.Source, diagnostics, (text, found) => Elaborate(
            new Program(Parser.Parse(text, found), prelude, found)
            {
                MaximumSteps = Budget.MaximumSteps / RepairCheck.MostTries, // all tries take no more than the program may
            },
            found));
        return result;
    }

    private static AnalysisResult Elaborate(Program program, DiagnosticBag diagnostics)
    {
        var unit = program.Unit;
        var lints = NameResolver.Check(program, diagnostics);
        var trains = TrainDeclarations.ByModel(unit, diagnostics);

        var models = ImmutableArray.CreateBuilder<ModelDefinition>();
        var declarations = unit.Declarations.OfType<ModelDeclaration>().Where(m => m.Body is not MissingExpression).ToList();
        foreach (var declaration in declarations)
        {
            var train = trains.GetValueOrDefault(declaration.Name.Text);
            if (new ModelElaborator(program, declaration).Elaborate(train) is { } model)
                models.Add(model);
        }

        new DefinitionCheck(program, program.Names, diagnostics).Check(unit.Declarations.OfType<LetDeclaration>());
        if (!diagnostics.HasErrors) // else what is unused is perhaps not written yet
        {
            lints.Report(diagnostics);
            new TopLevelLints(program, lints.UsedAtTop).Report(diagnostics);
            UnreachableCases.Report(unit, diagnostics);
        }

        return new AnalysisResult(models.ToImmutable(), declarations.Count);
    }
}
