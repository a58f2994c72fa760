namespace JsiGan.Training.Recipes;

/// <summary>One thing that is wrong with a recipe.</summary>
/// <param name="Keys">The options it concerns, as dotted paths ("stage1.milestones"); the first one is where to look.</param>
/// <param name="Text">What was found, what was expected and what to do, without the place.</param>
public sealed record RecipeFault(IReadOnlyList<string> Keys, string Text);
